package io.storeweaver.store;

import io.storeweaver.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A store as clients of the native API read it. Unknown values are null, never made up. */
@Schema(name = "Store", description = "A store: what its owner wants and what was seen of it.")
public record StoreJson(
    String id,
    String name,
    @Schema(enumeration = {"woocommerce", "medusa"}) String engine,
    @Nullable String engineVersion,
    String chartVersion,
    @Schema(enumeration = {"starter", "standard", "business"}) String plan,
    String namespace,
    String helmRelease,
    Phase status,
    @Schema(description = "Code of what the store waits for.") @Nullable String statusReason,
    @Schema(description = "Code of the failure, while the store is FAILED.")
        @Nullable String failureReason,
    @Nullable WaitingFor waitingFor,
    String host,
    @Schema(description = "Where customers reach the shop; null until it is ready.")
        @Nullable String storeUrl,
    @Nullable String adminUrl,
    @Nullable String customDomain,
    String owner,
    boolean suspended,
    List<Condition> conditions,
    @Schema(description = "Raised by every change that was asked for.") long generation,
    @Schema(description = "The generation that was applied last.") long observedGeneration,
    @Schema(description = "Raised with every edit; the ETag.") long version,
    @Schema(description = "Tries in a row that ended with an error.") int attempts,
    @Schema(description = "The revision that was applied last.") @Nullable Integer revision,
    Progress progress,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant readyAt,
    @Nullable Instant deletedAt) {

  /**
   * How far a store is: steps done, steps in all, and the step that is under way (null when there
   * is none).
   */
  @Schema(name = "Progress", description = "How far a store is.")
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
