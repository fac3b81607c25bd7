package io.storeweaver.reconcile;

import io.storeweaver.store.Condition;
import io.storeweaver.store.Condition.Finding;
import io.storeweaver.store.Phase;
import io.storeweaver.store.Store;
import io.storeweaver.store.StoreEvent;
import io.storeweaver.store.StoreStatus;
import io.storeweaver.store.WaitingFor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The status of a store while a turn works on it, and what the turn has to tell in the timeline.
 * Used by one thread.
 */
final class StatusDraft {
  private final Store store;
  private final List<StoreEvent.Draft> events = new ArrayList<>();
  private Phase phase;
  private long observedGeneration;
  private List<Condition> conditions;
  private @Nullable WaitingFor waitingFor;
  private @Nullable String failureReason;
  private int attempts;
  private @Nullable Instant deadline;
  private @Nullable String appliedDigest;
  private @Nullable Integer appliedRevision;
  private @Nullable String credentialsRevision;
  private @Nullable String engineVersion;
  private @Nullable String storeUrl;
  private @Nullable String adminUrl;
  private @Nullable Instant readyAt;
  private @Nullable Instant deletedAt;

  StatusDraft(Store store) {
    StoreStatus status = store.status();
    this.store = store;
    phase = status.phase();
    observedGeneration = status.observedGeneration();
    conditions = status.conditions();
    waitingFor = status.waitingFor();
    failureReason = status.failureReason();
    attempts = status.attempts();
    deadline = status.deadline();
    appliedDigest = status.appliedDigest();
    appliedRevision = status.appliedRevision();
    credentialsRevision = status.credentialsRevision();
    engineVersion = status.engineVersion();
    storeUrl = status.storeUrl();
    adminUrl = status.adminUrl();
    readyAt = status.readyAt();
    deletedAt = status.deletedAt();
  }

  /** The status as it stands in this draft. */
  StoreStatus status() {
    return new StoreStatus(
        phase,
        observedGeneration,
        conditions,
        waitingFor,
        failureReason,
        attempts,
        deadline,
        appliedDigest,
        appliedRevision,
        credentialsRevision,
        engineVersion,
        storeUrl,
        adminUrl,
        readyAt,
        deletedAt);
  }

  /** The store with the status as it stands in this draft. */
  Store store() {
    return store.with(status());
  }

  /** The timeline's new lines; taking them empties the list. */
  List<StoreEvent.Draft> takeEvents() {
    List<StoreEvent.Draft> taken = List.copyOf(events);
    events.clear();
    return taken;
  }

  void tell(StoreEvent.Draft event) {
    events.add(event);
  }

  void phase(Phase next) {
    phase = next;
  }

  /** What is awaited or broken; {@code failed} also makes it the store's failure reason. */
  void waitingFor(@Nullable WaitingFor why, boolean failed) {
    if (why != null && why.code().fails() && !why.sameCause(waitingFor)) {
      tell(StoreEvent.Draft.warning(why.code().name(), why.resource(), why.message()));
    }
    waitingFor = why;
    failureReason = failed && why != null ? why.code().name() : null;
  }

  void attempts(int count) {
    attempts = count;
  }

  void deadline(@Nullable Instant at) {
    deadline = at;
  }

  void credentials(String revision) {
    credentialsRevision = revision;
  }

  /** Everything of a revision was applied for the present generation of the spec. */
  void applied(String digest, int revision, String shopVersion) {
    observedGeneration = store.spec().generation();
    appliedDigest = digest;
    appliedRevision = revision;
    engineVersion = shopVersion;
  }

  /** The present generation of the spec was taken note of, and nothing had to be applied for it. */
  void observed() {
    observedGeneration = store.spec().generation();
  }

  /** The shop can be visited. */
  void reachable(String url, String admin, Instant now) {
    storeUrl = url;
    adminUrl = admin;
    readyAt = readyAt == null ? now : readyAt;
  }

  /** Nothing is left of the store but its row. */
  void deleted(Instant now) {
    phase = Phase.DELETED;
    observed();
    conditions = List.of();
    waitingFor = null;
    failureReason = null;
    deadline = null;
    storeUrl = null;
    adminUrl = null;
    deletedAt = now;
  }

  /**
   * Merges what was found out; a step that was passed for the first time is told in the timeline.
   */
  void conditions(List<Finding> findings, Instant now) {
    List<Condition> merged = Condition.merge(conditions, findings, store.spec().generation(), now);
    for (Condition condition : merged) {
      boolean holds = condition.status() == Condition.Status.True;
      boolean held =
          Condition.find(conditions, condition.type())
              .filter(c -> c.status() == Condition.Status.True)
              .isPresent();
      if (holds && !held && condition.type() != Condition.Type.Ready) {
        tell(StoreEvent.Draft.normal(condition.type().name(), condition.message()));
      }
    }
    conditions = merged;
  }
}
