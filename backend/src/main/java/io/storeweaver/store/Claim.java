package io.storeweaver.store;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right to work on a store: valid as long as no other worker has raised the fence.
 *
 * @param fence number of this claim; every write of the status names it
 * @param wakesSeen how often the store had been woken when it was claimed
 * @param slot the kind of work that the store holds a place for, or "" for none
 * @param takenOver the lease that ran out before, where the store was not given back
 * @param traceparent the request that asked for the last change, where it is traced
 */
public record Claim(
    Store store,
    long fence,
    long wakesSeen,
    String slot,
    Optional<RunOutLease> takenOver,
    @Nullable String traceparent) {

  /**
   * A lease whose holder neither renewed it nor gave the store back, as when its process is gone.
   *
   * @param holder the replica that held it
   * @param since how long it had been over when the store was claimed
   */
  public record RunOutLease(String holder, Duration since) {}
}
