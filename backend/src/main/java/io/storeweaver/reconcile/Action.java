package io.storeweaver.reconcile;

import io.storeweaver.Reason;
import io.storeweaver.ReconcileConfig.OnFailure;
import io.storeweaver.cluster.Verdict;
import io.storeweaver.store.Phase;
import io.storeweaver.store.Store;
import io.storeweaver.store.WaitingFor;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one next thing to do for a store. Choosing it is a pure function of the store and of what was
 * seen; every action may be repeated.
 */
sealed interface Action {

  /** Make the namespace and the credentials. */
  record Prepare() implements Action {}

  /** Render the chart, apply its objects, prune, record the release. */
  record Apply(String why) implements Action {}

  /** Delete the namespace and everything in it. */
  record Delete() implements Action {}

  /**
   * Delete the namespace of a store whose first provisioning failed; the store stays, and a retry
   * makes everything anew.
   */
  record Discard() implements Action {}

  /** Nothing to do until something happens in the cluster or {@code until} comes. */
  record Wait(Phase phase, WaitingFor why, Instant until) implements Action {}

  /**
   * The store is where it can be; {@code why} says what is wrong where it is not where its owner
   * wants it.
   */
  record Settle(Phase phase, @Nullable WaitingFor why) implements Action {}

  /**
   * How long a look may be trusted while something is under way; watches wake the store earlier.
   */
  Duration GLANCE = Duration.ofSeconds(5);

  /** When to ask again whether visitors reach a shop: no watch tells. */
  Duration ROUTING = Duration.ofMillis(300);

  /** Chooses the next action, where what a failed provisioning has made stays. */
  static Action next(Store store, Observed seen, Instant now) {
    return next(store, seen, now, OnFailure.KEEP);
  }

  /** Chooses the next action. */
  static Action next(Store store, Observed seen, Instant now, OnFailure onFailure) {
    if (store.spec().deleteRequested()) {
      return deleting(store, seen, now);
    }
    if (store.spec().halted()) {
      return halted(store, now);
    }
    WaitingFor failure = store.status().waitingFor();
    if (onFailure == OnFailure.CLEANUP && neverWorked(store) && failure != null) {
      return failedForGood(store, seen, failure);
    }
    return switch (seen) {
      case Observed.Unknown unknown -> unreachable(store, unknown, now);
      case Observed.Terminating terminating ->
          terminating(store, underWay(store), terminating, now);
      case Observed.Absent absent -> new Prepare();
      case Observed.Outdated outdated -> new Apply(outdated.why());
      case Observed.Drifted drifted -> new Apply("Repaired: " + drifted.what());
      case Observed.Unready unready -> unready(store, unready.verdict(), now, GLANCE);
      case Observed.Unrouted unrouted -> unready(store, unrouted.verdict(), now, ROUTING);
      case Observed.Serving serving ->
          new Settle(store.spec().suspended() ? Phase.SUSPENDED : Phase.READY, null);
    };
  }

  /** True where the provisioning has failed and nobody has asked for another try yet. */
  static boolean neverWorked(Store store) {
    return store.status().phase() == Phase.FAILED
        && store.status().readyAt() == null
        && store.spec().generation() == store.status().observedGeneration();
  }

  private static Action failedForGood(Store store, Observed seen, WaitingFor failure) {
    return switch (seen) {
      // What broke it cannot be found out again once it is gone: it stays as it is.
      case Observed.Absent absent -> new Settle(Phase.FAILED, failure);
      case Observed.Terminating terminating -> new Settle(Phase.FAILED, failure);
      case Observed.Unknown unknown -> new Settle(Phase.FAILED, failure);
      // It works after all.
      case Observed.Serving serving ->
          new Settle(store.spec().suspended() ? Phase.SUSPENDED : Phase.READY, null);
      case Observed.Outdated outdated -> new Discard();
      case Observed.Drifted drifted -> new Discard();
      case Observed.Unready unready -> new Discard();
      case Observed.Unrouted unrouted -> new Discard();
    };
  }

  private static Action deleting(Store store, Observed seen, Instant now) {
    return switch (seen) {
      case Observed.Absent absent -> new Settle(Phase.DELETED, null);
      case Observed.Terminating terminating -> terminating(store, Phase.DELETING, terminating, now);
      case Observed.Unknown unknown -> unreachable(store, unknown, now);
      case Observed.Outdated o -> new Delete();
      case Observed.Drifted d -> new Delete();
      case Observed.Unready u -> new Delete();
      case Observed.Unrouted u -> new Delete();
      case Observed.Serving s -> new Delete();
    };
  }

  private static Settle halted(Store store, Instant now) {
    boolean ranBefore = store.status().readyAt() != null;
    String message =
        ranBefore
            ? "The change was cancelled; what was applied before stays"
            : "The store was cancelled before it was ready";
    return new Settle(
        ranBefore ? Phase.DEGRADED : Phase.FAILED,
        waiting(store, Reason.CANCELLED, null, message, now));
  }

  private static Wait unreachable(Store store, Observed.Unknown unknown, Instant now) {
    Phase phase = store.spec().deleteRequested() ? Phase.DELETING : underWay(store);
    return new Wait(
        phase,
        waiting(
            store,
            Reason.CLUSTER_UNREACHABLE,
            null,
            "Waiting for the cluster: " + unknown.why(),
            now),
        now.plus(GLANCE));
  }

  private static Wait terminating(
      Store store, Phase phase, Observed.Terminating seen, Instant now) {
    String message =
        "The namespace is being deleted"
            + (seen.blockedBy().isEmpty() ? "" : "; it is held up: " + seen.blockedBy());
    return new Wait(
        phase,
        waiting(
            store, Reason.NAMESPACE_TERMINATING, "Namespace/" + store.namespace(), message, now),
        now.plus(GLANCE));
  }

  private static Action unready(Store store, Verdict verdict, Instant now, Duration glance) {
    Verdict.Cause cause = verdict.cause();
    WaitingFor why =
        cause == null
            ? waiting(store, Reason.STARTING, null, "The shop is starting", now)
            : waiting(
                store,
                cause.reason(),
                cause.resource().isEmpty() ? null : cause.resource(),
                cause.message(),
                now);
    Phase phase = store.status().phase();
    return switch (phase) {
      case READY, DEGRADED, SUSPENDED -> degraded(why, now, glance);
      case FAILED -> new Settle(Phase.FAILED, stillFailed(store, why));
      case PENDING, PROVISIONING, UPDATING, DELETING, DELETED -> patient(store, why, now, glance);
    };
  }

  // A controller takes seconds to route to a shop again; after that, only now and then somebody
  // looks.
  private static Action degraded(WaitingFor why, Instant now, Duration glance) {
    boolean fresh = now.isBefore(why.since().plus(GLANCE));
    return glance.equals(ROUTING) && fresh
        ? new Wait(Phase.DEGRADED, why, now.plus(glance))
        : new Settle(Phase.DEGRADED, why);
  }

  // "Starting" says nothing of why the store has failed; the known cause stays until another one
  // shows.
  private static WaitingFor stillFailed(Store store, WaitingFor why) {
    WaitingFor known = store.status().waitingFor();
    return why.code() == Reason.STARTING && known != null ? known : why;
  }

  private static Action patient(Store store, WaitingFor why, Instant now, Duration look) {
    if (why.code().fails() && !why.since().plus(why.code().patience()).isAfter(now)) {
      return new Settle(Phase.FAILED, why);
    }
    Instant deadline = store.status().deadline();
    if (deadline != null && !deadline.isAfter(now)) {
      String message = "Not ready within the time that a change may take. " + why.message();
      boolean named = why.code() != Reason.STARTING;
      return new Settle(
          Phase.FAILED,
          named ? why : WaitingFor.of(Reason.DEADLINE_EXCEEDED, why.resource(), message, now));
    }
    Instant until = why.code().fails() ? why.since().plus(why.code().patience()) : now.plus(look);
    Instant glance = now.plus(look);
    return new Wait(underWay(store), why, until.isBefore(glance) ? until : glance);
  }

  /** Phase of a store that should be there and whose namespace is not: it is not ready any more. */
  static Phase interrupted(Store store) {
    Phase phase = underWay(store);
    return phase == Phase.READY || phase == Phase.SUSPENDED ? Phase.DEGRADED : phase;
  }

  private static Phase underWay(Store store) {
    Phase phase = store.status().phase();
    boolean settled =
        phase == Phase.READY
            || phase == Phase.DEGRADED
            || phase == Phase.SUSPENDED
            || phase == Phase.FAILED;
    boolean asWanted = store.spec().generation() == store.status().observedGeneration();
    if (settled && asWanted) {
      return phase;
    }
    return store.status().readyAt() == null ? Phase.PROVISIONING : Phase.UPDATING;
  }

  private static WaitingFor waiting(
      Store store, Reason reason, @Nullable String resource, String message, Instant now) {
    return WaitingFor.of(reason, resource, message, now).continuing(store.status().waitingFor());
  }
}
