package io.storeweaver.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeweaver.http.RateLimits.Rule;
import io.storeweaver.server.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private static final Rule HUNDRED = new Rule("hundred", 100, Duration.ofMinutes(10));
  private static final Rule FIVE = new Rule("five", 5, Duration.ofMinutes(10));

  private final Jdbi jdbi = Jdbi.create(TestDatabase.fresh());
  private final RateLimits one = new RateLimits(jdbi);
  private final RateLimits other = new RateLimits(jdbi);

  @Test
  void severalReplicasTogetherGiveNoMoreThanTheLimit() throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> acts = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        RateLimits replica = i % 2 == 0 ? one : other;
        acts.add(() -> replica.take(HUNDRED, "ann").allowed());
      }
      int allowed = 0;
      for (Future<Boolean> act : threads.invokeAll(acts)) {
        allowed += act.get() ? 1 : 0;
      }
      assertThat(allowed).isEqualTo(100);
    }
  }

  @Test
  void saysWhatRemainsAndWhenItBeginsAnew() {
    RateLimits.Decision first = one.take(FIVE, "ann");
    assertThat(first.allowed()).isTrue();
    assertThat(first.remaining()).isEqualTo(4);
    assertThat(first.reset()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    for (int i = 0; i < 4; i++) {
      assertThat(other.take(FIVE, "ann").allowed()).isTrue();
    }
    assertThat(one.take(FIVE, "ann").allowed()).isFalse();
    assertThat(one.take(FIVE, "bob").allowed()).isTrue();
  }

  @Test
  void aLimitedSubjectCostsNoStatement() {
    for (int i = 0; i < 6; i++) {
      one.take(FIVE, "ann");
    }
    long before = used("five", "ann");
    for (int i = 0; i < 1000; i++) {
      assertThat(one.take(FIVE, "ann").allowed()).isFalse();
    }
    assertThat(used("five", "ann")).isEqualTo(before);
  }

  @Test
  void aNewWindowBeginsWhenTheOldOneIsOver() {
    for (int i = 0; i < 6; i++) {
      one.take(FIVE, "ann");
    }
    jdbi.useHandle(
        h -> h.execute("update rate_windows set started_at = now() - interval '11 minutes'"));
    assertThat(other.take(FIVE, "ann").allowed()).isTrue();
  }

  @Test
  void forgettingGivesTheWholeWindowBack() {
    for (int i = 0; i < 6; i++) {
      one.take(FIVE, "ann");
    }
    one.forget(FIVE, "ann");
    assertThat(one.take(FIVE, "ann").remaining()).isEqualTo(4);
  }

  private long used(String rule, String subject) {
    return jdbi.withHandle(
        h ->
            h.createQuery("select used from rate_windows where rule = ? and subject = ?")
                .bind(0, rule)
                .bind(1, subject)
                .mapTo(Long.class)
                .one());
  }
}
