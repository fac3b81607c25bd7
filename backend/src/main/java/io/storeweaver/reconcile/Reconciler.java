package io.storeweaver.reconcile;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.storeweaver.LogField;
import io.storeweaver.Reason;
import io.storeweaver.ReconcileConfig.OnFailure;
import io.storeweaver.Telemetry;
import io.storeweaver.chart.BadChart;
import io.storeweaver.chart.RenderFailed;
import io.storeweaver.chart.RendererUnavailable;
import io.storeweaver.cluster.ClusterApi;
import io.storeweaver.cluster.ClusterFailure;
import io.storeweaver.cluster.ClusterView;
import io.storeweaver.cluster.StoreSecrets;
import io.storeweaver.store.Claim;
import io.storeweaver.store.Lane;
import io.storeweaver.store.Phase;
import io.storeweaver.store.SealedInputs;
import io.storeweaver.store.Store;
import io.storeweaver.store.StoreEvent;
import io.storeweaver.store.StoreQueue;
import io.storeweaver.store.WaitingFor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One turn of one store: look, choose, act, look again, until there is nothing to do for now. Never
 * waits inside.
 */
final class Reconciler {
  private static final Logger LOG = Logger.getLogger(Reconciler.class);
  private static final int MOST_STEPS = 8;
  private static final Duration ENDING = Duration.ofSeconds(1);
  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
  private static final Duration LONGEST_BACKOFF_OF_FAILED = Duration.ofMinutes(5);
  private static final Duration RECHECK = Duration.ofSeconds(30);

  private final StoreQueue queue;
  private final Observer observer;
  private final Applier applier;
  private final StoreSecrets secrets;
  private final SealedInputs sealedInputs;
  private final Removal removal;
  private final ClusterView view;
  private final Desired desired;
  private final Backoff backoff;
  private final TurnMeters meters;
  private final TurnSpans spans;
  private final Duration timeout;
  private final OnFailure onFailure;
  private final Clock clock;

  /** What a reconciler works with. */
  record Parts(
      StoreQueue queue,
      Observer observer,
      Applier applier,
      StoreSecrets secrets,
      SealedInputs sealedInputs,
      ClusterApi api,
      ClusterView view,
      Desired desired,
      Backoff backoff,
      Telemetry telemetry) {}

  Reconciler(Parts parts, Duration timeout, OnFailure onFailure, Clock clock) {
    this.queue = parts.queue();
    this.observer = parts.observer();
    this.applier = parts.applier();
    this.secrets = parts.secrets();
    this.sealedInputs = parts.sealedInputs();
    this.removal = new Removal(parts.api(), parts.view());
    this.view = parts.view();
    this.desired = parts.desired();
    this.backoff = parts.backoff();
    this.meters = new TurnMeters(parts.telemetry().meters());
    this.spans = new TurnSpans(parts.telemetry().tracer());
    this.timeout = timeout;
    this.onFailure = onFailure;
    this.clock = clock;
  }

  /**
   * Takes a turn. A failure of the cluster ends it and is written down; a failure of the database
   * leaves the store to its lease.
   */
  void run(Claim claim) {
    long begun = System.nanoTime();
    TurnResult result = TurnResult.BROKEN;
    LogField.STORE.set(claim.store().id());
    LogField.NAMESPACE.set(claim.store().namespace());
    LogField.ATTEMPT.set(claim.store().status().attempts() + 1);
    claim.takenOver().ifPresent(lease -> tellOfTakeOver(claim.store(), lease));
    Span span = spans.begin(claim);
    try (Scope _ = span.makeCurrent()) {
      result = turn(claim);
    } finally {
      span.setAttribute("storeweaver.result", result.tag()).end();
      meters.ended(result, begun);
      List.of(LogField.STORE, LogField.NAMESPACE, LogField.ATTEMPT, LogField.ACTION)
          .forEach(LogField::clear);
    }
  }

  private void tellOfTakeOver(Store store, Claim.RunOutLease lease) {
    LOG.infof(
        "store=%s taken over from %s, whose lease had been over for %d ms",
        store.id(), lease.holder(), lease.since().toMillis());
    meters.tookOver(lease.since());
  }

  private TurnResult turn(Claim claim) {
    StatusDraft draft = new StatusDraft(claim.store());
    try {
      for (int step = 0; step < MOST_STEPS; step++) {
        Store store = draft.store();
        Action action = Action.next(store, observer.observe(store), clock.instant(), onFailure);
        LogField.ACTION.set(action.getClass().getSimpleName());
        LOG.debugf("store=%s action=%s", store.id(), action);
        Optional<TurnResult> end = spans.of(action, () -> act(claim, draft, action));
        if (end.isPresent()) {
          return end.get();
        }
      }
      return finish(claim, draft, SOON, Lane.RECOVERY, true);
    } catch (ClusterFailure e) {
      return failed(
          claim, draft, e.reason(), e.resource(), String.valueOf(e.getMessage()), e.notBefore());
    } catch (RenderFailed | BadChart e) {
      return failed(
          claim,
          draft,
          Reason.RENDER_FAILED,
          null,
          String.valueOf(e.getMessage()),
          LONGEST_BACKOFF);
    } catch (RendererUnavailable e) {
      return failed(claim, draft, Reason.STARTING, null, String.valueOf(e.getMessage()), SOON);
    }
  }

  /** Acts; answers how the turn ended where it is over. */
  private Optional<TurnResult> act(Claim claim, StatusDraft draft, Action action) {
    switch (action) {
      case Action.Prepare prepare -> prepare(claim, draft);
      case Action.Apply apply -> apply(claim, draft, apply.why());
      case Action.Delete delete -> {
        return delete(claim, draft);
      }
      case Action.Discard discard -> discard(draft);
      case Action.Wait wait -> {
        return Optional.of(waitFor(claim, draft, wait));
      }
      case Action.Settle settle -> {
        return Optional.of(settle(claim, draft, settle));
      }
    }
    return Optional.empty();
  }

  private void prepare(Claim claim, StatusDraft draft) {
    begin(claim, draft);
    draft.phase(Action.interrupted(draft.store()));
    Store store = draft.store();
    secrets.prepareNamespace(store);
    Optional<String> chosen = sealedInputs.open(store.id());
    draft.credentials(secrets.prepareCredentials(store, chosen.orElse(null)));
    // Known before anything is rendered with it: a process that dies would else render it anew, as
    // another revision.
    queue.progress(claim, draft.status(), draft.takeEvents());
    if (chosen.isPresent()) {
      sealedInputs.drop(store.id());
    }
  }

  private void apply(Claim claim, StatusDraft draft, String why) {
    begin(claim, draft);
    Store store = draft.store();
    boolean changed = store.status().observedGeneration() != store.spec().generation();
    if (changed && store.status().appliedRevision() != null) {
      secrets.applyNamespace(store);
      applier.clearBroken(store);
    }
    Applier.Outcome outcome = applier.apply(store, why);
    boolean repaired = !changed && why.startsWith("Repaired");
    boolean fresh = outcome.release().appliedAt() == null;
    draft.applied(
        outcome.release().digest(),
        outcome.release().revision(),
        desired.chart(store).appVersion());
    draft.attempts(0);
    draft.conditions(Findings.applied(outcome.release()), clock.instant());
    if (repaired) {
      draft.tell(StoreEvent.Draft.warning("DriftRepaired", null, why));
    } else if (fresh && outcome.release().revision() > 1) {
      draft.tell(
          StoreEvent.Draft.normal(
              "Applied", "Revision " + outcome.release().revision() + " was applied: " + why));
    }
    outcome
        .remark()
        .ifPresent(
            remark ->
                draft.tell(
                    StoreEvent.Draft.warning(Reason.VOLUME_RESIZE_REFUSED.name(), null, remark)));
  }

  /** Notes that work on the present generation has begun, once, so that clients see it move. */
  private void begin(Claim claim, StatusDraft draft) {
    Store store = draft.store();
    boolean asWanted = store.status().observedGeneration() == store.spec().generation();
    Phase phase = store.status().phase();
    boolean underWay = phase == Phase.PROVISIONING || phase == Phase.UPDATING;
    if (underWay || (asWanted && phase != Phase.PENDING)) {
      return;
    }
    draft.phase(store.status().readyAt() == null ? Phase.PROVISIONING : Phase.UPDATING);
    draft.waitingFor(null, false);
    draft.attempts(0);
    draft.deadline(clock.instant().plus(timeout));
    draft.conditions(Findings.accepted(), clock.instant());
    queue.progress(claim, draft.status(), draft.takeEvents());
  }

  /** The turn is over where pods have to end first; another one then deletes the namespace. */
  private Optional<TurnResult> delete(Claim claim, StatusDraft draft) {
    Store store = draft.store();
    boolean begun = store.status().phase() == Phase.DELETING;
    if (!begun) {
      draft.phase(Phase.DELETING);
      draft.waitingFor(null, false);
      queue.progress(claim, draft.status(), draft.takeEvents());
    }
    removal.empty(store, begun);
    if (removal.pending(store, clock.instant())) {
      // The pods' end wakes the store earlier.
      return Optional.of(finish(claim, draft, ENDING, Lane.USER, true));
    }
    removal.finish(store);
    return Optional.empty();
  }

  private void discard(StatusDraft draft) {
    draft.tell(
        StoreEvent.Draft.normal(
            "CleanedUp",
            "What the failed provisioning had made is removed; a retry makes it anew"));
    removal.empty(draft.store(), false);
    removal.finish(draft.store());
  }

  private TurnResult waitFor(Claim claim, StatusDraft draft, Action.Wait wait) {
    Instant now = clock.instant();
    draft.phase(wait.phase());
    draft.waitingFor(wait.why(), false);
    boolean unreachable = wait.why().code() == Reason.CLUSTER_UNREACHABLE;
    if (unreachable) {
      // The time without a cluster is not the store's fault: its time starts again when the cluster
      // is back.
      draft.deadline(null);
    } else {
      draft.conditions(Findings.of(view.verdict(draft.store().id()), wait.why()), now);
      if (draft.status().deadline() == null) {
        draft.deadline(now.plus(timeout));
      }
    }
    Duration again =
        unreachable
            ? backoff.after(draft.status().attempts() + 1, LONGEST_BACKOFF)
            : positive(Duration.between(now, wait.until()));
    draft.attempts(unreachable ? draft.status().attempts() + 1 : draft.status().attempts());
    return finish(
        claim,
        draft,
        again,
        Lane.RECOVERY,
        !unreachable || draft.status().appliedRevision() != null);
  }

  private static Duration positive(Duration duration) {
    return duration.compareTo(SOON) < 0 ? SOON : duration;
  }

  private TurnResult settle(Claim claim, StatusDraft draft, Action.Settle settle) {
    Instant now = clock.instant();
    Store store = draft.store();
    if (settle.phase() == Phase.DELETED) {
      draft.deleted(now);
      draft.tell(StoreEvent.Draft.normal("Deleted", "The namespace and everything in it are gone"));
      TurnResult result = finish(claim, draft, null, Lane.USER, false);
      view.forget(store.id());
      return result;
    }
    boolean works = settle.phase() == Phase.READY || settle.phase() == Phase.SUSPENDED;
    // Asked for first: where the cluster does not tell, nothing is settled yet.
    String url = works ? desired.url(store) : "";
    draft.phase(settle.phase());
    draft.waitingFor(settle.why(), settle.phase() == Phase.FAILED);
    draft.deadline(null);
    draft.observed();
    if (works) {
      draft.reachable(url, url + store.engine().adminPath(), now);
      draft.attempts(0);
    }
    draft.conditions(
        works
            ? Findings.ready(settle.phase())
            : Findings.of(view.verdict(store.id()), settle.why()),
        now);
    if (settle.phase() != store.status().phase()) {
      tellOfPhase(draft, settle);
    }
    boolean cancelled = store.spec().halted();
    Duration again = works || cancelled ? null : discards(draft.store()) ? SOON : RECHECK;
    return finish(claim, draft, again, Lane.RECOVERY, false);
  }

  private boolean discards(Store store) {
    return onFailure == OnFailure.CLEANUP
        && Action.neverWorked(store)
        && view.namespace(store.id()) == ClusterView.NamespaceState.ACTIVE;
  }

  private static void tellOfPhase(StatusDraft draft, Action.Settle settle) {
    WaitingFor why = settle.why();
    switch (settle.phase()) {
      case READY -> draft.tell(StoreEvent.Draft.normal("Ready", "The store is ready for orders"));
      case SUSPENDED ->
          draft.tell(
              StoreEvent.Draft.normal(
                  "Suspended", "The store is scaled to zero; its data is kept"));
      default ->
          draft.tell(
              StoreEvent.Draft.warning(
                  settle.phase() == Phase.FAILED ? "Failed" : "Degraded",
                  why == null ? null : why.resource(),
                  why == null ? "" : why.message() + ". " + why.fix()));
    }
  }

  private TurnResult failed(
      Claim claim,
      StatusDraft draft,
      Reason reason,
      @Nullable String resource,
      String message,
      Duration notBefore) {
    Instant now = clock.instant();
    Store store = draft.store();
    LOG.warnf(
        "store=%s namespace=%s attempt=%d reason=%s: %s",
        store.id(), store.namespace(), store.status().attempts() + 1, reason, message);
    WaitingFor why =
        WaitingFor.of(reason, resource, message, now).continuing(store.status().waitingFor());
    boolean overdue = store.status().deadline() != null && !store.status().deadline().isAfter(now);
    boolean impatient = reason.fails() && !why.since().plus(reason.patience()).isAfter(now);
    boolean fails = impatient || (overdue && reason != Reason.CLUSTER_UNREACHABLE);
    if (fails && !store.spec().deleteRequested()) {
      if (store.status().phase() != Phase.FAILED) {
        tellOfPhase(draft, new Action.Settle(Phase.FAILED, why));
      }
      draft.phase(Phase.FAILED);
      draft.observed();
      draft.deadline(null);
    }
    draft.waitingFor(why, draft.status().phase() == Phase.FAILED);
    draft.conditions(Findings.notApplied(why), now);
    draft.attempts(store.status().attempts() + 1);
    Duration longest =
        draft.status().phase() == Phase.FAILED ? LONGEST_BACKOFF_OF_FAILED : LONGEST_BACKOFF;
    Duration again = backoff.after(draft.status().attempts(), longest);
    TurnResult result =
        finish(
            claim,
            draft,
            again.compareTo(notBefore) < 0 ? notBefore : again,
            Lane.RECOVERY,
            draft.status().phase() != Phase.FAILED);
    return result == TurnResult.LOST ? result : TurnResult.FAILED;
  }

  private TurnResult finish(
      Claim claim, StatusDraft draft, @Nullable Duration again, Lane lane, boolean keepSlot) {
    if (!queue.finish(claim, draft.status(), draft.takeEvents(), again, lane, keepSlot)) {
      LOG.infof(
          "store=%s another replica has taken over; this turn's outcome is dropped",
          claim.store().id());
      return TurnResult.LOST;
    }
    meters.written(claim.store(), draft.status());
    return again == null ? TurnResult.SETTLED : TurnResult.WAITING;
  }
}
