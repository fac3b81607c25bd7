package io.storeweaver;

import java.time.Duration;
import java.util.stream.LongStream;

/**
 * Upper bounds of the buckets of all histograms of time: one series, so that they can be laid over
 * each other.
 */
public final class HistogramBounds {
  private static final long[] MILLIS = {
    5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 20_000, 30_000, 60_000, 120_000,
    300_000, 600_000
  };

  private HistogramBounds() {}

  /** The part of the series between two times, both included. */
  public static Duration[] between(Duration shortest, Duration longest) {
    return LongStream.of(MILLIS)
        .filter(bound -> bound >= shortest.toMillis() && bound <= longest.toMillis())
        .mapToObj(Duration::ofMillis)
        .toArray(Duration[]::new);
  }
}
