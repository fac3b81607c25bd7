package io.storeweaver.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The platform as it comes up, on a thread of its own beside the web server. Until the framework
 * has come up too and stops it in order, it is stopped from here: a process that is told to end
 * during its start must not leave a database behind.
 */
final class Startup {
  private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

  private final OpenParts parts = new OpenParts();
  private final CompletableFuture<Platform> platform = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean stopping;
  private volatile boolean handedOver;

  private Startup(Function<OpenParts, Platform> start, Consumer<Throwable> failed) {
    thread = Thread.ofPlatform().name("platform-start").unstarted(() -> run(start, failed));
  }

  /**
   * Begins.
   *
   * @param failed what happens when it cannot come up, unless it was told to stop
   */
  static Startup begin(Function<OpenParts, Platform> start, Consumer<Throwable> failed) {
    Startup startup = new Startup(start, failed);
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("platform-stop").unstarted(startup::stop));
    startup.thread.start();
    return startup;
  }

  private void run(Function<OpenParts, Platform> start, Consumer<Throwable> failed) {
    try {
      platform.complete(start.apply(parts));
    } catch (RuntimeException | Error e) {
      // An error too, such as a class that a trimmed runtime lacks: a process that stays would look
      // as if it were still starting.
      if (!stopping) {
        failed.accept(e);
      }
      platform.completeExceptionally(e);
    }
  }

  /** Waits for it. */
  Platform platform() {
    return platform.join();
  }

  /** From now on somebody else closes the platform. */
  void handOver() {
    handedOver = true;
  }

  private void stop() {
    if (handedOver) {
      return;
    }
    stopping = true;
    parts.close();
    thread.interrupt();
    try {
      thread.join(LONGEST_STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
