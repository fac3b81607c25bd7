package io.storeweaver.server;

import java.time.Duration;

/** A moment by which something has to be done, on a clock that nobody sets. */
record Deadline(long nanos) {
  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** What is left, at least a moment: a wait with it ends at once instead of being refused. */
  Duration left() {
    return Duration.ofNanos(Math.max(1_000_000, nanos - System.nanoTime()));
  }

  boolean isOver() {
    return nanos - System.nanoTime() <= 0;
  }
}
