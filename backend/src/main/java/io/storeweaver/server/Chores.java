package io.storeweaver.server;

import io.storeweaver.account.Sessions;
import io.storeweaver.audit.AuditChain;
import io.storeweaver.http.Idempotency;
import io.storeweaver.http.RateLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** What has to be done now and then: chaining the audit log, forgetting what is over. */
final class Chores implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Chores.class);
  private static final long SEAL_MILLIS = 500;
  private static final long SWEEP_MINUTES = 10;

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("chores").unstarted(task));
  private final Parts parts;

  /** What there is to keep in order. */
  record Parts(
      AuditChain chain,
      Optional<Duration> auditRetention,
      Sessions sessions,
      RateLimits limits,
      Idempotency idempotency) {}

  Chores(Parts parts) {
    this.parts = parts;
  }

  void start() {
    repeat(this::seal, SEAL_MILLIS, TimeUnit.MILLISECONDS);
    repeat(parts.sessions::sweep, SWEEP_MINUTES, TimeUnit.MINUTES);
    repeat(parts.limits::sweep, SWEEP_MINUTES, TimeUnit.MINUTES);
    repeat(parts.idempotency::sweep, SWEEP_MINUTES, TimeUnit.MINUTES);
    parts.auditRetention.ifPresent(
        kept -> repeat(() -> parts.chain.retain(kept), SWEEP_MINUTES, TimeUnit.MINUTES));
  }

  private void seal() {
    boolean more = true;
    while (more && !clock.isShutdown()) {
      more = parts.chain.seal();
    }
  }

  private void repeat(Runnable chore, long period, TimeUnit unit) {
    Future<?> _ = clock.scheduleWithFixedDelay(() -> attempt(chore), period, period, unit);
  }

  // A chore that fails, for example while the database is away, is tried again at its next time.
  private static void attempt(Runnable chore) {
    try {
      chore.run();
    } catch (RuntimeException e) {
      LOG.debugf("A chore has to wait: %s", e.getMessage());
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
