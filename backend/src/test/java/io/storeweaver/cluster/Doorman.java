package io.storeweaver.cluster;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An ingress controller as far as a visitor sees it: answers every host with one status. */
public final class Doorman implements AutoCloseable {
  private final HttpServer server;
  private final List<String> hosts = new CopyOnWriteArrayList<>();
  private volatile int status;

  public Doorman(int status) {
    this.status = status;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          hosts.add(exchange.getRequestHeaders().getFirst("Host"));
          exchange.sendResponseHeaders(this.status, -1);
          exchange.close();
        });
    server.start();
  }

  /** From now on this is the answer. */
  public void answer(int other) {
    status = other;
  }

  /** The Host header of every request so far. */
  public List<String> hosts() {
    return List.copyOf(hosts);
  }

  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
