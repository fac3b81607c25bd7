package io.storeweaver.sandbox;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A small Kubernetes in this process: an API server on a loopback port, and simulated controllers
 * and nodes behind it. What is written to it comes to life as far as a client can see; nothing is
 * ever run.
 */
public final class Sandbox implements AutoCloseable {
  private static final int BACKLOG = 1_024;
  private static final int RETRIES = 3;
  private static final int FIRST_RETRY_MILLIS = 50;

  static {
    // read once, when the first server of the process is made
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
    // longer than any client keeps an idle connection, or the two would race to close it
    System.setProperty("sun.net.httpserver.idleInterval", "300");
  }

  private final ObjectStore store;
  private final Timers timers;
  private final Faults faults;
  private final Traffic traffic = new Traffic();
  private final @Nullable Journal journal;
  private final HttpServer server;
  // Not virtual threads: what the API server computes must not hold up the process that it is in.
  private final ExecutorService requests =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("sandbox-api-", 1).factory());

  private Sandbox(SandboxOptions options) throws IOException {
    store = new ObjectStore();
    timers = new Timers(options.pace());
    faults = new Faults(store);
    journal = options.directory() == null ? null : Journal.open(options.directory(), store);
    World world = new World(store, timers);
    world.start();
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), BACKLOG);
    server.setExecutor(requests);
    server.createContext("/", gateway(world));
  }

  private Gateway gateway(World world) {
    Reads reads = new Reads(store);
    Writes writes = new Writes(store, world.registry(), world.deletion(), reads);
    return new Gateway(
        writes,
        reads,
        new Watches(store, faults),
        new PodLogs(store, world.troubles()),
        faults,
        traffic);
  }

  /**
   * Starts a sandbox.
   *
   * @throws UncheckedIOException when the port is taken or the directory cannot be used
   */
  public static Sandbox start(SandboxOptions options) {
    try {
      Sandbox sandbox = new Sandbox(options);
      sandbox.listen();
      return sandbox;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the sandbox cannot start on port " + options.port() + ": " + e.getMessage(), e);
    }
  }

  /**
   * The server's own thread inherits daemon status: a forgotten sandbox must not keep the JVM
   * alive.
   */
  private void listen() {
    Thread starter = Thread.ofPlatform().daemon().name("sandbox-start").start(server::start);
    try {
      starter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where the API answers, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What an ordinary client needs to talk to this sandbox. */
  public Config configuration() {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(url())
        .withNamespace("default")
        .withHttp2Disable(true)
        .withTrustCerts(true)
        .withRequestRetryBackoffLimit(RETRIES)
        .withRequestRetryBackoffInterval(FIRST_RETRY_MILLIS)
        .withWatchReconnectInterval(FIRST_RETRY_MILLIS)
        .build();
  }

  /** Failures to inject between clients and the API. */
  public Faults faults() {
    return faults;
  }

  /** Counters of what clients asked. */
  public Traffic traffic() {
    return traffic;
  }

  /** Stops within a second: watches end, timers stop, what is to be kept is written. Idempotent. */
  @Override
  public void close() {
    faults.dropWatches();
    timers.close();
    server.stop(0);
    requests.shutdownNow();
    if (journal != null) {
      journal.close();
    }
  }
}
