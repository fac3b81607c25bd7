package io.storeweaver.sandbox;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulated world's clock: one thread, delayed tasks with keys. A task that waits under a key
 * is not queued twice; the earlier time wins. All times are milliseconds at pace 1 and shrink with
 * the pace, but never below their floor.
 */
final class Timers implements AutoCloseable {
  private record Waiting(long due, Future<?> task) {}

  private static final Logger LOG = LoggerFactory.getLogger(Timers.class);

  /** Changes of one object within this time are looked at once. */
  private static final int GATHER = 25;

  private static final int RETRY = 100;

  private final ScheduledThreadPoolExecutor thread;
  private final ConcurrentMap<String, Waiting> waiting = new ConcurrentHashMap<>();
  private final double pace;

  Timers(double pace) {
    this.pace = pace;
    thread =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("sandbox-world").factory());
    thread.setRemoveOnCancelPolicy(true);
  }

  /** This many milliseconds at the present pace. */
  long scaled(long millis, long floor) {
    return Math.max(floor, (long) (millis * pace));
  }

  void soon(String key, Runnable task) {
    after(GATHER, 1, key, task);
  }

  void after(long millis, long floor, String key, Runnable task) {
    long delay = scaled(millis, floor);
    long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delay);
    waiting.compute(
        key,
        (same, present) -> {
          if (present != null) {
            if (present.due() - due <= 0) {
              return present;
            }
            present.task().cancel(false);
          }
          return schedule(delay, due, key, task);
        });
  }

  @SuppressWarnings("NullAway") // a mapping that answers null removes the key, which is meant
  private Waiting schedule(long delay, long due, String key, Runnable task) {
    try {
      return new Waiting(
          due, thread.schedule(() -> run(due, key, task), delay, TimeUnit.MILLISECONDS));
    } catch (RejectedExecutionException closed) {
      return null;
    }
  }

  private void run(long due, String key, Runnable task) {
    waiting.computeIfPresent(key, (same, present) -> present.due() == due ? null : present);
    try {
      task.run();
    } catch (Refusal e) {
      // a client's write came in between, or the namespace is going away: look again, or let it go
      if (e.code() == 409) {
        after(RETRY, RETRY, key, task);
      }
    } catch (RuntimeException e) {
      LOG.warn("the sandbox failed to simulate {}", key, e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
