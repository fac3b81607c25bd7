package io.storeweaver.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How quickly a create is accepted while others come in at a fixed rate and are provisioned. Open
 * loop: a request's time starts when it was due, so a slow answer does not slow the questions.
 */
final class AcceptBench {
  private static final int OWNERS = 20;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void accepts(@TempDir Path folder) throws Exception {
    Figures figures = Figures.of("AcceptBench");
    int rate = Size.of("rate", 50);
    int seconds = Size.of("seconds", 20);
    try (Server server = Server.start(folder.resolve("data"), Size.settings(Map.of()))) {
      warmUp(server.api());
      figures.say("floor, GET /api/v1/health at %d/s: %s", rate, health(server.api(), rate, 5));
      run(figures, server.api(), "create at " + rate + "/s", rate, seconds);
    }
  }

  private static void warmUp(Api api) throws Exception {
    for (int i = 0; i < 50; i++) {
      api.create("warm-up", "Warm " + i, "woocommerce").get(30, TimeUnit.SECONDS);
    }
    api.awaitReady("warm-up", 50, Duration.ofMinutes(2));
  }

  private static void run(Figures figures, Api api, String what, int rate, int seconds)
      throws Exception {
    AtomicInteger refused = new AtomicInteger();
    Latencies latencies =
        openLoop(
            rate,
            rate * seconds,
            i ->
                api.create("owner-" + i % OWNERS, "Shop " + i, "woocommerce")
                    .thenAccept(
                        status -> {
                          if (status != 202) {
                            refused.incrementAndGet();
                          }
                        }));
    figures.say("%s for %d s: %s, refused %d", what, seconds, latencies, refused.get());
  }

  private static Latencies health(Api api, int rate, int seconds) throws Exception {
    return openLoop(
        rate,
        rate * seconds,
        i ->
            CompletableFuture.runAsync(
                () -> {
                  try {
                    api.get("bench", "/api/v1/health");
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                },
                task -> Thread.ofVirtual().start(task)));
  }

  private interface Sender {
    CompletableFuture<?> send(int number);
  }

  private static Latencies openLoop(int rate, int requests, Sender sender) throws Exception {
    Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    List<CompletableFuture<?>> sent = new ArrayList<>();
    long begun = System.nanoTime();
    for (int i = 0; i < requests; i++) {
      long due = begun + TimeUnit.SECONDS.toNanos(i) / rate;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      sent.add(sender.send(i).thenRun(() -> nanos.add(System.nanoTime() - due)));
    }
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get(90, TimeUnit.SECONDS);
    return Latencies.ofNanos(nanos);
  }
}
