package io.storeweaver.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeweaver.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.StandardConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an ingress controller's answer says about a shop. */
class IngressProbeTest {
  private static final URI SHOP = URI.create("http://acme.localhost:8080");

  @ParameterizedTest
  @ValueSource(ints = {200, 301, 302, 401, 403})
  void anAnswerOfTheShopOrOfAGuardInFrontOfItMeansThatItIsReached(int status) {
    try (Doorman doorman = new Doorman(status)) {
      IngressProbe probe = IngressProbe.at(doorman.address(), Clock.systemUTC());
      assertThat(probe.refusal(SHOP, null)).isEmpty();
      assertThat(doorman.hosts()).containsExactly("acme.localhost:8080");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 500, 502, 503, 504})
  void anAnswerOfTheControllerInsteadOfTheShopIsNamed(int status) {
    try (Doorman doorman = new Doorman(status)) {
      IngressProbe probe = IngressProbe.at(doorman.address(), Clock.systemUTC());
      assertThat(probe.refusal(SHOP, null))
          .hasValueSatisfying(
              what ->
                  assertThat(what)
                      .contains("answers " + status)
                      .contains("acme.localhost")
                      .contains(":" + doorman.address().getPort()));
    }
  }

  @Test
  void anyCertificateWillDoAndTheServerNameIsTheShops(@TempDir Path folder) throws Exception {
    List<String> names = new CopyOnWriteArrayList<>();
    SSLServerSocket server = selfSigned(folder, names);
    try (server) {
      Thread.ofVirtual().start(() -> answerOnce(server));
      InetSocketAddress door = (InetSocketAddress) server.getLocalSocketAddress();
      assertThat(
              IngressProbe.at(door, Clock.systemUTC())
                  .refusal(URI.create("https://acme.example.com"), null))
          .hasValueSatisfying(what -> assertThat(what).contains("answers 404"));
      assertThat(names).containsExactly("acme.example.com");
    }
  }

  // A server with a certificate for another name, made here, that notes the name it is asked for.
  private static SSLServerSocket selfSigned(Path folder, List<String> names) throws Exception {
    Path store = folder.resolve("key.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "a",
                "-dname",
                "CN=other",
                "-storepass",
                "secret",
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(made.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), "secret".toCharArray());
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "secret".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    SSLServerSocket server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    SSLParameters parameters = server.getSSLParameters();
    parameters.setSNIMatchers(
        List.of(
            new SNIMatcher(StandardConstants.SNI_HOST_NAME) {
              @Override
              public boolean matches(SNIServerName name) {
                return names.add(new String(name.getEncoded(), StandardCharsets.US_ASCII));
              }
            }));
    server.setSSLParameters(parameters);
    return server;
  }

  private static void answerOnce(SSLServerSocket server) {
    try (Socket visitor = server.accept()) {
      readRequest(visitor);
      visitor
          .getOutputStream()
          .write("HTTP/1.1 404 Not Found\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  // Whoever closes with something unread resets the connection, and what was written may be lost.
  private static void readRequest(Socket visitor) throws IOException {
    BufferedReader request =
        new BufferedReader(
            new InputStreamReader(visitor.getInputStream(), StandardCharsets.US_ASCII));
    for (String line = request.readLine(); line != null && !line.isEmpty(); ) {
      line = request.readLine();
    }
  }

  @Test
  void somethingElseThanHttpIsNamed() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (var socket = other.accept()) {
                  readRequest(socket);
                  socket
                      .getOutputStream()
                      .write("220 mail ready\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      InetSocketAddress door = (InetSocketAddress) other.getLocalSocketAddress();
      assertThat(IngressProbe.at(door, Clock.systemUTC()).refusal(SHOP, null))
          .hasValueSatisfying(what -> assertThat(what).contains("220 mail ready"));
    }
  }

  @Test
  void whereNothingListensNothingIsSaidAndItIsNotAskedAgainForAWhile() throws IOException {
    Instant[] now = {Instant.parse("2026-01-01T00:00:00Z")};
    InstantSource clock = () -> now[0];
    InetSocketAddress door =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.find());
    IngressProbe probe = IngressProbe.at(door, clock);
    assertThat(probe.refusal(SHOP, null)).isEmpty();
    try (ServerSocket open = new ServerSocket(door.getPort(), 1, door.getAddress())) {
      open.setSoTimeout(1);
      assertThat(probe.refusal(SHOP, null)).isEmpty();
      now[0] = now[0].plusSeconds(31);
      Thread.ofVirtual().start(() -> acceptAndHangUp(open));
      assertThat(probe.refusal(SHOP, null)).isPresent();
    }
  }

  @Test
  void aPortOfANodeIsAskedItselfAndWhereItIsClosedThatIsSaid() throws IOException {
    IngressProbe probe = IngressProbe.published(Clock.systemUTC());
    try (Doorman doorman = new Doorman(503)) {
      URI shop = URI.create("http://127.0.0.1:" + doorman.address().getPort());
      assertThat(probe.refusalAt(shop))
          .hasValueSatisfying(what -> assertThat(what).contains("answers 503"));
      doorman.answer(200);
      assertThat(probe.refusalAt(shop)).isEmpty();
    }
    URI closed = URI.create("http://127.0.0.1:" + FreePort.find());
    assertThat(probe.refusalAt(closed))
        .hasValueSatisfying(what -> assertThat(what).contains("is closed"));
    assertThat(IngressProbe.off().refusalAt(closed)).isEmpty();
  }

  @Test
  void withoutAnAddressOrSwitchedOffNothingIsAsked() {
    assertThat(IngressProbe.published(Clock.systemUTC()).refusal(SHOP, null)).isEmpty();
    assertThat(IngressProbe.off().refusal(SHOP, "127.0.0.1")).isEmpty();
  }

  private static void acceptAndHangUp(ServerSocket server) {
    try {
      server.setSoTimeout(5_000);
      server.accept().close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
