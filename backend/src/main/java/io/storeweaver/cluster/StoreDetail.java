package io.storeweaver.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.storeweaver.store.StoreSteps.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A store as it looks in the cluster at one moment. What is unknown is absent, never empty.
 *
 * @param available false where the cluster could not be asked; then only {@code reason} and {@code
 *     steps} are there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "StoreDetail",
    description =
        "A store as it looks in the cluster. Where the cluster cannot be asked, available is false, reason says why,"
            + " and what is unknown is absent.",
    requiredProperties = {"available", "steps"})
public record StoreDetail(
    boolean available,
    @Nullable String reason,
    @Nullable List<LiveResource> resources,
    @Schema(description = "Kubernetes' events, newest first.") @Nullable List<LiveEvent> events,
    @Schema(description = "By resource, what the namespace's ResourceQuota says.")
        @Nullable Map<String, QuotaLine> quota,
    @Nullable Integer podRestarts,
    @Nullable Instant observedAt,
    List<Step> steps) {

  /** One object of the store. */
  @Schema(name = "LiveResource", description = "An object of the store.")
  public record LiveResource(
      String kind,
      String name,
      @Schema(description = "The part of the shop that it belongs to.") @Nullable String component,
      String status,
      @Schema(description = "For example 1/1; null where it says nothing.") @Nullable String ready,
      @Schema(description = "For example 5s, 3m, 2h or 4d.") @Nullable String age,
      @Nullable Instant createdAt,
      @Nullable String node,
      @Schema(description = "The object that made it, for example ReplicaSet/wordpress-7c9.")
          @Nullable String owner,
      @Schema(description = "Of a volume claim.") @Nullable String size,
      @Schema(description = "Of a pod's containers so far; null where it is no pod.")
          @Nullable Integer restarts) {}

  /** One event of Kubernetes. */
  @Schema(name = "LiveEvent", description = "An event that Kubernetes noted.")
  public record LiveEvent(
      @Nullable Instant timestamp,
      @Schema(description = "Normal or Warning.") String type,
      String reason,
      String resource,
      String message,
      int count) {}

  /** Use and limit of one resource, in Kubernetes' quantities. */
  @Schema(name = "QuotaLine", description = "Use and limit of a resource, as quantities.")
  public record QuotaLine(@Nullable String used, String limit) {}

  static StoreDetail unavailable(String reason, List<Step> steps) {
    return new StoreDetail(false, reason, null, null, null, null, null, steps);
  }
}
