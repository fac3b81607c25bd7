package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@LocalTest
class SignInFloodLocalTest {
  private static final Duration WHILE = Duration.ofSeconds(4);
  private static final int FLOODERS = 12;

  @Test
  @Timeout(120)
  void aFloodOfSignInsLeavesTheOthersTheirAnswers() throws Exception {
    Browser ann = Browser.somebody();
    measure(ann);
    long idle = percentile(measure(ann));
    AtomicBoolean over = new AtomicBoolean();
    try (var people = Executors.newFixedThreadPool(FLOODERS)) {
      List<Future<?>> flood = new ArrayList<>();
      for (int i = 0; i < FLOODERS; i++) {
        flood.add(people.submit(() -> flood(over)));
      }
      List<Long> meanwhile = measure(ann);
      over.set(true);
      for (Future<?> each : flood) {
        each.get();
      }
      System.out.printf(
          "p99 of a list: %.1f ms without sign-ins, %.1f ms in a flood of them (%d answers)%n",
          idle / 1e6, percentile(meanwhile) / 1e6, meanwhile.size());
      assertThat(meanwhile).hasSizeGreaterThan(20);
    }
    ann.another().get(STORES).expect(200);
  }

  private static void flood(AtomicBoolean over) {
    while (!over.get()) {
      Answer answer =
          Browser.signIn(
              "nobody" + System.nanoTime() + "@example.com",
              "a wrong password",
              Browser.anAddress());
      assertThat(answer.status()).as(answer.body()).isIn(401, 429, 503);
    }
  }

  private static List<Long> measure(Browser ann) {
    List<Long> times = new ArrayList<>();
    long end = System.nanoTime() + WHILE.toNanos();
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      ann.get(STORES).expect(200);
      times.add(System.nanoTime() - start);
    }
    return times;
  }

  private static long percentile(List<Long> times) {
    List<Long> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * 99 / 100));
  }
}
