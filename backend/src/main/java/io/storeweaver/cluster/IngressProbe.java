package io.storeweaver.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a shop's front page as a visitor would, through the ingress controller or at a port of a
 * node. An Ingress has its address as soon as a controller knows it, and a visitor still finds no
 * shop there: most controllers route to it only some seconds after its pods have become ready.
 *
 * <p>Where the controller cannot be reached from here, for example a load balancer that does not
 * answer its own cluster, nothing can be told, and that does not hold a shop up.
 */
public final class IngressProbe {
  private static final Logger LOG = Logger.getLogger(IngressProbe.class);
  private static final int CONNECT_MILLIS = 500;
  private static final int ANSWER_MILLIS = 10_000;
  private static final Duration UNREACHABLE_FOR = Duration.ofSeconds(30);
  private static final int NOT_FOUND = 404;
  private static final int SERVER_ERROR = 500;

  private final boolean asks;
  private final @Nullable InetSocketAddress fixed;
  private final InstantSource clock;
  private final Map<InetSocketAddress, Instant> unreachable = new ConcurrentHashMap<>();

  private IngressProbe(boolean asks, @Nullable InetSocketAddress fixed, InstantSource clock) {
    this.asks = asks;
    this.fixed = fixed;
    this.clock = clock;
  }

  /** A probe that never asks. */
  public static IngressProbe off() {
    return new IngressProbe(false, null, InstantSource.system());
  }

  /** A probe that asks at the address that the Ingress publishes, port 80, or 443 for https. */
  public static IngressProbe published(InstantSource clock) {
    return new IngressProbe(true, null, clock);
  }

  /** A probe that always asks at that address, whose name is resolved each time. */
  public static IngressProbe at(InetSocketAddress address, InstantSource clock) {
    return new IngressProbe(true, address, clock);
  }

  /**
   * Asks once; takes at most about 11 s, and milliseconds as a rule.
   *
   * @param shop where visitors reach the shop
   * @param published the address in the Ingress's status, or null where it has none
   * @return what is wrong; empty where the shop answers or where nothing can be told
   */
  public Optional<String> refusal(URI shop, @Nullable String published) {
    if (!asks || (fixed == null && published == null)) {
      return Optional.empty();
    }
    boolean secure = "https".equals(shop.getScheme());
    InetSocketAddress door =
        fixed == null
            ? new InetSocketAddress(published, secure ? 443 : 80)
            : new InetSocketAddress(fixed.getHostString(), fixed.getPort());
    if (door.isUnresolved() || unreachableLately(door)) {
      return Optional.empty();
    }
    try (Socket socket = new Socket()) {
      return connected(socket, door)
          ? answer(socket, shop, "the ingress controller at " + text(door))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "the ingress controller at %s gives no answer for %s: %s"
              .formatted(text(door), shop.getHost(), e.getMessage()));
    }
  }

  /**
   * Asks once at the shop's own address, a port of a node. That a port is closed is an answer too:
   * nodes open it some time after the Service has been given it.
   *
   * @return what is wrong; empty where the shop answers or where nothing can be told
   */
  public Optional<String> refusalAt(URI shop) {
    InetSocketAddress port = new InetSocketAddress(shop.getHost(), shop.getPort());
    if (!asks || unreachableLately(port)) {
      return Optional.empty();
    }
    String node = "the node's port at " + text(port);
    try (Socket socket = new Socket()) {
      socket.connect(port, CONNECT_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      return answer(socket, shop, node);
    } catch (ConnectException e) {
      return Optional.of(node + " is closed: " + e.getMessage());
    } catch (SocketTimeoutException | NoRouteToHostException e) {
      unreachable.put(port, clock.instant());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("%s gives no answer: %s".formatted(node, e.getMessage()));
    }
  }

  private static Optional<String> answer(Socket socket, URI shop, String asked) throws IOException {
    boolean secure = "https".equals(shop.getScheme());
    int status = status(secure ? AnyCertificate.over(socket, shop.getHost()) : socket, shop);
    boolean routed = status < SERVER_ERROR && status != NOT_FOUND;
    return routed
        ? Optional.empty()
        : Optional.of("%s answers %d for %s".formatted(asked, status, shop.getHost()));
  }

  private boolean unreachableLately(InetSocketAddress door) {
    Instant since = unreachable.get(door);
    return since != null && clock.instant().isBefore(since.plus(UNREACHABLE_FOR));
  }

  private boolean connected(Socket socket, InetSocketAddress door) {
    try {
      socket.connect(door, CONNECT_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      unreachable.remove(door);
      return true;
    } catch (IOException e) {
      if (unreachable.put(door, clock.instant()) == null) {
        LOG.infof(
            "The ingress controller at %s cannot be reached from here (%s): stores become READY"
                + " without their front page having been asked for. INGRESS_PROBE names another"
                + " address of it.",
            text(door), e.getMessage());
      }
      return false;
    }
  }

  // HTTP/1.1 by hand: the JDK's client lets neither the Host header nor the server name of TLS
  // differ from the address.
  private static int status(Socket socket, URI shop) throws IOException {
    String request =
        "GET / HTTP/1.1\r\nHost: %s\r\nUser-Agent: storeweaver-probe\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
            .formatted(shop.getRawAuthority());
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    String line =
        new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
            .readLine();
    if (line == null || !line.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
      throw new IOException("that is no answer in HTTP/1.1: " + line);
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private static String text(InetSocketAddress door) {
    return door.getHostString() + ":" + door.getPort();
  }
}
