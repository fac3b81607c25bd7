package io.storeweaver.dialect;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.storeweaver.cluster.ClusterView;
import io.storeweaver.store.Phase;
import io.storeweaver.store.Store;
import io.storeweaver.store.StoreStatus;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store as Store Weaver's clients read it. What the cluster does not tell at the moment is null.
 */
record WeaverStore(
    String id,
    String name,
    String engine,
    String status,
    @Nullable String url,
    @Nullable String adminUrl,
    Instant createdAt,
    String namespace,
    @Nullable String errorMessage,
    @Nullable String userId,
    @Nullable String engineVersion,
    @Nullable Integer replicas,
    @Nullable Integer podsRunning,
    @Nullable Integer podRestarts) {
  private static final String NOBODY = "demo";

  /** A store with what one looks at it for. */
  record WithDetail(@JsonUnwrapped WeaverStore store, @JsonUnwrapped WeaverDetail.Parts detail) {}

  static WeaverStore of(Store store, Optional<ClusterView.Pods> pods) {
    StoreStatus status = store.status();
    return new WeaverStore(
        store.id(),
        store.spec().name(),
        store.engine().id(),
        status(store.shown()),
        status.storeUrl(),
        status.adminUrl(),
        store.createdAt(),
        store.namespace(),
        error(store),
        store.owner().equals(NOBODY) ? null : store.owner(),
        status.engineVersion(),
        pods.map(ClusterView.Pods::wanted).orElse(null),
        pods.map(ClusterView.Pods::ready).orElse(null),
        pods.map(ClusterView.Pods::restarts).orElse(null));
  }

  /** The nearest of the four statuses there were. */
  static String status(Phase shown) {
    return switch (shown) {
      case PENDING, PROVISIONING, UPDATING -> "provisioning";
      case READY, DEGRADED, SUSPENDED -> "ready";
      case FAILED -> "failed";
      case DELETING, DELETED -> "deleting";
    };
  }

  /** What is wrong with a store that has failed or does not work, or null. */
  static @Nullable String error(Store store) {
    boolean wrong = store.shown() == Phase.FAILED || store.shown() == Phase.DEGRADED;
    return wrong && store.status().waitingFor() != null
        ? store.status().waitingFor().message()
        : null;
  }
}
