package io.storeweaver.cluster;

import io.storeweaver.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One object of a store as the watches keep it: a few words instead of the whole, so that ten
 * thousands of objects cost megabytes.
 *
 * @param store id of the store that it belongs to
 * @param version the object's resourceVersion as a number, to tell the newer of two sightings
 * @param fingerprint of the fields that the platform owns in it; changes when somebody else takes
 *     one over
 * @param component which part of the shop it is, or ""
 */
record Seen(
    ClusterKind kind,
    String namespace,
    String name,
    String store,
    String uid,
    long version,
    boolean deleting,
    String fingerprint,
    String component,
    State state) {

  /** Key of an object within its store. */
  String key() {
    return kind.kind() + "/" + name;
  }

  /** Something that keeps an object from working. */
  record Problem(Reason reason, String message) {}

  /** What matters of the object's own state. */
  sealed interface State {}

  /** The object has no state that matters: it is there, that is all. */
  record Plain() implements State {
    static final Plain INSTANCE = new Plain();
  }

  /** A namespace; {@code blockedBy} says what holds up its deletion, or is "". */
  record OfNamespace(boolean terminating, String blockedBy) implements State {}

  /** A Deployment or StatefulSet; rolled out in the sense of {@code kubectl rollout status}. */
  record OfWorkload(int wanted, int available, boolean rolledOut, @Nullable Problem problem)
      implements State {}

  /** A Job. */
  record OfJob(boolean complete, @Nullable Problem failure) implements State {}

  /**
   * A pod; {@code runningSince} is when its containers started, or null while they do not all run.
   */
  record OfPod(
      boolean ready,
      boolean succeeded,
      int restarts,
      @Nullable Problem problem,
      @Nullable Instant runningSince,
      String job)
      implements State {}

  /** A volume claim. */
  record OfClaim(boolean bound) implements State {}

  /**
   * An Ingress; it has an address once a controller has taken it up. The address is "" where the
   * controller publishes only ports.
   */
  record OfIngress(boolean addressed, String address, String className) implements State {}
}
