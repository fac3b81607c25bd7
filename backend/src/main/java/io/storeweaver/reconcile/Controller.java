package io.storeweaver.reconcile;

import io.storeweaver.store.Claim;
import io.storeweaver.store.StoreQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes due stores from the queue and gives each a turn on a thread of its own, while it keeps
 * their leases alive.
 */
final class Controller implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Controller.class);
  private static final int MOST_TURNS = 32;
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration MOMENT = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration AFTER_BREAK = Duration.ofSeconds(2);

  private final StoreQueue queue;
  private final Reconciler reconciler;
  private final Resync resync;
  private final Duration lease;
  private final Duration resyncInterval;
  private final Semaphore signal = new Semaphore(0);
  private final Map<String, Claim> held = new ConcurrentHashMap<>();
  private final Map<String, Claim> brokenOff = new ConcurrentHashMap<>();
  // Threads of the system's own, because turns compute as much as they wait: on virtual threads
  // they
  // would keep requests to the API from the few carriers.
  private final ExecutorService turns =
      Executors.newFixedThreadPool(
          MOST_TURNS, Thread.ofPlatform().daemon().name("turn-", 1).factory());
  private volatile boolean closed;
  private @Nullable Thread claimer;
  private @Nullable Thread ticker;

  Controller(
      StoreQueue queue,
      Reconciler reconciler,
      Resync resync,
      Duration lease,
      Duration resyncInterval) {
    this.queue = queue;
    this.reconciler = reconciler;
    this.resync = resync;
    this.lease = lease;
    this.resyncInterval = resyncInterval;
  }

  void start() {
    claimer = Thread.ofPlatform().daemon().name("controller").start(this::claimLoop);
    ticker = Thread.ofPlatform().daemon().name("leases").start(this::tickLoop);
  }

  /** Some store may be due. */
  void signal() {
    signal.release();
  }

  /** Turns under way here. */
  int running() {
    return held.size();
  }

  /** Stops claiming, gives running turns a moment to end, and hands the rest back at once. */
  @Override
  public void close() {
    closed = true;
    signal.release();
    turns.shutdown();
    try {
      if (!turns.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        turns.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    interrupt(claimer);
    interrupt(ticker);
    try {
      queue.surrender();
    } catch (RuntimeException e) {
      LOG.debugf("Leases are left to run out: %s", e.getMessage());
    }
  }

  private static void interrupt(@Nullable Thread thread) {
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void claimLoop() {
    long claimed = System.nanoTime() - MOMENT.toNanos();
    while (!closed) {
      try {
        signal.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
        collectSignals(claimed);
        claimed = System.nanoTime();
        if (!closed) {
          claimSome();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!closed) {
          LOG.warnf("The queue cannot be read; trying again: %s", e.getMessage());
          pause();
        }
      }
    }
  }

  // Each claim ranks all that is due, so signals that come close together share one. The first one
  // after a quiet time does not wait.
  private void collectSignals(long claimed) throws InterruptedException {
    long rest = MOMENT.toNanos() - (System.nanoTime() - claimed);
    if (rest > 0) {
      TimeUnit.NANOSECONDS.sleep(rest);
    }
    signal.drainPermits();
  }

  private void claimSome() {
    int free = MOST_TURNS - held.size();
    if (free <= 0) {
      return;
    }
    List<Claim> claims = queue.claim(free);
    for (Claim claim : claims) {
      held.put(claim.store().id(), claim);
      turns.execute(() -> turn(claim));
    }
  }

  private void turn(Claim claim) {
    try {
      reconciler.run(claim);
    } catch (RuntimeException e) {
      LOG.errorf(
          e, "store=%s the turn broke off; it is taken up again shortly", claim.store().id());
      brokenOff.put(claim.store().id(), claim);
    } finally {
      held.remove(claim.store().id(), claim);
      signal.release();
    }
  }

  /**
   * Takes every store that is due now through one turn, on this thread; for tests that step by
   * hand.
   */
  int step() {
    List<Claim> claims = queue.claim(MOST_TURNS);
    claims.forEach(reconciler::run);
    return claims.size();
  }

  private void tickLoop() {
    long nextResync = System.nanoTime();
    while (!closed) {
      try {
        TimeUnit.MILLISECONDS.sleep(Math.max(200, Math.min(1000, lease.toMillis() / 4)));
        if (!held.isEmpty()) {
          queue.renew(List.copyOf(held.values()));
        }
        giveBack();
        if (System.nanoTime() >= nextResync) {
          nextResync = System.nanoTime() + resyncInterval.toNanos();
          resync.run();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warnf("Leases could not be renewed; trying again: %s", e.getMessage());
      }
    }
  }

  // What cannot be given back now is tried again with the next tick, and in the end the lease ends.
  private void giveBack() {
    List<Claim> claims = List.copyOf(brokenOff.values());
    if (!claims.isEmpty()) {
      queue.giveBack(claims, AFTER_BREAK);
      claims.forEach(claim -> brokenOff.remove(claim.store().id(), claim));
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
