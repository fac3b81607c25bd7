package io.storeweaver.dialect;

import io.storeweaver.store.StoreSearch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/**
 * Reads that may be a moment behind, from a replica of the database where there is one. A replica
 * that does not answer is left alone for a while; the primary answers meanwhile.
 */
public final class ReadReplica {
  private static final Logger LOG = Logger.getLogger(ReadReplica.class);
  private static final long LEFT_ALONE = Duration.ofSeconds(30).toNanos();

  private final StoreSearch primary;
  private final Optional<StoreSearch> replica;
  private final AtomicLong awaySince = new AtomicLong(System.nanoTime() - LEFT_ALONE);

  public ReadReplica(StoreSearch primary, Optional<StoreSearch> replica) {
    this.primary = primary;
    this.replica = replica;
  }

  <T> T read(Function<StoreSearch, T> question) {
    if (replica.isEmpty() || System.nanoTime() - awaySince.get() < LEFT_ALONE) {
      return question.apply(primary);
    }
    try {
      return question.apply(replica.get());
    } catch (JdbiException e) {
      awaySince.set(System.nanoTime());
      LOG.warnf("The read replica does not answer, the primary is asked: %s", e.getMessage());
      return question.apply(primary);
    }
  }
}
