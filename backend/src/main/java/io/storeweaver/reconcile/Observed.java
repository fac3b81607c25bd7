package io.storeweaver.reconcile;

import io.storeweaver.cluster.Verdict;

/** What one look at a store's world showed. */
sealed interface Observed {

  /** The namespace or a credential is not there. */
  record Absent(String what) implements Observed {}

  /** Everything to build on is there, but what was applied last is not what is wanted now. */
  record Outdated(String why) implements Observed {}

  /** Somebody edited or deleted an object that the platform owns. */
  record Drifted(String what) implements Observed {}

  /** All objects are as wanted, and the shop does not work (yet). */
  record Unready(Verdict verdict) implements Observed {}

  /** Everything runs, and visitors do not reach the shop (yet). */
  record Unrouted(Verdict verdict) implements Observed {}

  /** The shop works. */
  record Serving(Verdict verdict) implements Observed {}

  /** The namespace is being deleted; {@code blockedBy} says what holds that up, or is "". */
  record Terminating(String blockedBy) implements Observed {}

  /** The cluster cannot be looked at. */
  record Unknown(String why) implements Observed {}
}
