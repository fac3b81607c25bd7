package io.storeweaver.reconcile;

import io.storeweaver.store.Lane;
import io.storeweaver.store.StoreQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Collects for a moment what the watches have to say and wakes the stores together, so that a burst
 * costs one statement.
 */
final class Wakes implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Wakes.class);
  private static final long MOMENT_MILLIS = 20;

  private final StoreQueue queue;
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Wakes(StoreQueue queue) {
    this.queue = queue;
  }

  void start() {
    Thread.ofPlatform().daemon().name("wakes").start(this::run);
  }

  @Override
  public void close() {
    closed = true;
    synchronized (this) {
      notifyAll();
    }
  }

  /** Something happened to a store in the cluster. */
  void add(String storeId) {
    if (waiting.add(storeId)) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  private void run() {
    while (!closed) {
      try {
        awaitAny();
        TimeUnit.MILLISECONDS.sleep(MOMENT_MILLIS);
        flush();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!closed) {
          LOG.warnf("Stores could not be woken and will be tried again: %s", e.getMessage());
          pause();
        }
      }
    }
  }

  private synchronized void awaitAny() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
  }

  /** Wakes what has collected. What cannot be woken now stays. */
  void flush() {
    Set<String> taken = Set.copyOf(waiting);
    waiting.removeAll(taken);
    try {
      queue.wake(taken, Lane.RECOVERY);
    } catch (RuntimeException e) {
      waiting.addAll(taken);
      throw e;
    }
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
