package io.storeweaver.reconcile;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after the n-th failure in a row: doubling, capped, and spread so that many
 * failures do not come back together.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(500);

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * A time between half of and the whole of {@code FIRST·2^(attempts-1)}, at most {@code longest}.
   */
  Duration after(int attempts, Duration longest) {
    long doubled = FIRST.toMillis() << Math.min(Math.max(attempts, 1) - 1, 20);
    long most = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
  }
}
