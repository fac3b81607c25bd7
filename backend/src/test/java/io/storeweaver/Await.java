package io.storeweaver;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.Assertions;

/** Bounded waiting for what happens in the background. */
public final class Await {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private Await() {}

  /** Waits until the condition holds; fails, naming what was awaited, when it does not soon. */
  public static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        Assertions.fail("within " + LONGEST + " there was no " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
    }
  }
}
