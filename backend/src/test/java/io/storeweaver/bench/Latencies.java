package io.storeweaver.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** How long a number of things took, in nanoseconds, sorted. */
final class Latencies {
  private final long[] sorted;

  private Latencies(long[] sorted) {
    this.sorted = sorted;
  }

  static Latencies ofNanos(Collection<Long> nanos) {
    return new Latencies(nanos.stream().mapToLong(Long::longValue).sorted().toArray());
  }

  /** The smallest value that at least this share of all is not above, in milliseconds. */
  double millis(double share) {
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.clamp(index, 0, sorted.length - 1)] / 1e6;
  }

  @Override
  public String toString() {
    return sorted.length == 0
        ? "none"
        : String.format(
            Locale.ROOT,
            "p50 %.1f  p95 %.1f  p99 %.1f  max %.1f ms  (n=%d)",
            millis(0.5),
            millis(0.95),
            millis(0.99),
            Arrays.stream(sorted).max().orElse(0) / 1e6,
            sorted.length);
  }
}
