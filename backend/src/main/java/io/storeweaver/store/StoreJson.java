package io.storeweaver.store;

import io.storeweaver.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store as clients of the native API read it. Unknown values are null, never made up. */
public record StoreJson(
    String id,
    String name,
    String engine,
    @Nullable String engineVersion,
    String chartVersion,
    String plan,
    String namespace,
    String helmRelease,
    Phase status,
    @Nullable String statusReason,
    @Nullable String failureReason,
    @Nullable WaitingFor waitingFor,
    String host,
    @Nullable String storeUrl,
    @Nullable String adminUrl,
    @Nullable String customDomain,
    String owner,
    boolean suspended,
    List<Condition> conditions,
    long generation,
    long observedGeneration,
    long version,
    int attempts,
    @Nullable Integer revision,
    Progress progress,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant readyAt,
    @Nullable Instant deletedAt) {

  /**
   * How far a store is: steps done, steps in all, and the step that is under way (null when there
   * is none).
   */
  public record Progress(int done, int total, @Nullable String step) {}

  /**
   * A store with its place in the queue, where it waits for one; {@code positions} as {@link
   * StoreQueue#positions()} gives them.
   */
  static StoreJson of(Store store, Map<String, Integer> positions) {
    StoreSpec spec = store.spec();
    StoreStatus status = store.status();
    WaitingFor waitingFor = waitingFor(store, positions);
    boolean failed = store.shown() == Phase.FAILED;
    return new StoreJson(
        store.id(),
        spec.name(),
        store.engine().id(),
        status.engineVersion(),
        spec.chartVersion(),
        spec.plan().id(),
        store.namespace(),
        store.id(),
        store.shown(),
        waitingFor == null ? null : waitingFor.code().name(),
        failed ? status.failureReason() : null,
        waitingFor,
        store.host(),
        status.storeUrl(),
        status.adminUrl(),
        spec.customDomain(),
        store.owner(),
        spec.suspended(),
        status.conditions(),
        spec.generation(),
        status.observedGeneration(),
        spec.version(),
        status.attempts(),
        status.appliedRevision(),
        progress(store),
        store.createdAt(),
        spec.updatedAt(),
        status.readyAt(),
        status.deletedAt());
  }

  private static @Nullable WaitingFor waitingFor(Store store, Map<String, Integer> positions) {
    Integer position = positions.get(store.id());
    if (position == null) {
      return store.status().waitingFor();
    }
    String message = "Number " + position + " of " + positions.size() + " in the queue";
    return WaitingFor.of(Reason.QUEUED, null, message, store.spec().updatedAt());
  }

  private static Progress progress(Store store) {
    int total = Condition.Type.values().length;
    if (store.shown() == Phase.READY || store.shown() == Phase.SUSPENDED) {
      return new Progress(total, total, null);
    }
    // A condition of an older generation says nothing about the change that is under way.
    List<Condition> current =
        store.status().conditions().stream()
            .filter(c -> c.observedGeneration() == store.spec().generation())
            .toList();
    int done = 0;
    String step = null;
    for (Condition.Type type : Condition.Type.values()) {
      Optional<Condition> condition = Condition.find(current, type);
      boolean holds = condition.filter(c -> c.status() == Condition.Status.True).isPresent();
      done += holds ? 1 : 0;
      step = step == null && !holds ? type.label() : step;
    }
    return new Progress(done, total, step);
  }
}
