package io.storeweaver.cluster;

import io.storeweaver.Reason;
import org.jspecify.annotations.Nullable;

/**
 * How a store's shop is doing, by what the cluster shows.
 *
 * @param databaseReady its database and cache answer
 * @param setupDone the set-up job is complete, or there is none
 * @param workloadsReady everything else runs and answers its probes
 * @param exposed an ingress controller has taken up its Ingress, or it needs none
 * @param cause what is missing or broken, the most fundamental first, or null when all is well
 */
public record Verdict(
    boolean databaseReady,
    boolean setupDone,
    boolean workloadsReady,
    boolean exposed,
    @Nullable Cause cause) {

  /** One thing that is missing or broken, and the object that shows it. */
  public record Cause(Reason reason, String resource, String message) {}

  /** The same but for a shop that visitors do not reach. */
  public Verdict unexposed(Cause why) {
    return new Verdict(databaseReady, setupDone, workloadsReady, false, why);
  }

  /** True where a customer can place an order. */
  public boolean serving() {
    return databaseReady && setupDone && workloadsReady && exposed;
  }
}
