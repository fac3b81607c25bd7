package io.storeweaver.dialect;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.storeweaver.store.Phase;
import io.storeweaver.store.Store;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A store as the guide's clients read it: a row of their table. */
record GuideRow(
    String id,
    String name,
    String status,
    Config config,
    long version,
    String engine,
    @Nullable String url,
    String namespace,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("updated_at") Instant updatedAt,
    @JsonProperty("failure_reason") @Nullable String failureReason) {

  /** What can be configured, which is what the store has. */
  record Config(String engine, String subdomain) {
    static Config of(Store store) {
      return new Config(store.engine().id(), label(store));
    }
  }

  static GuideRow of(Store store) {
    return new GuideRow(
        store.id(),
        store.spec().name(),
        status(store.shown()),
        Config.of(store),
        store.spec().version(),
        store.engine().id(),
        store.status().storeUrl(),
        store.namespace(),
        store.createdAt(),
        store.spec().updatedAt(),
        store.shown() == Phase.FAILED && store.status().waitingFor() != null
            ? store.status().waitingFor().message()
            : null);
  }

  private static String status(Phase shown) {
    return switch (shown) {
      case PENDING, PROVISIONING, UPDATING -> "provisioning";
      case READY, DEGRADED, SUSPENDED -> "ready";
      case FAILED -> "failed";
      case DELETING -> "deleting";
      case DELETED -> "decommissioned";
    };
  }

  // A host is one label and the platform's suffix.
  private static String label(Store store) {
    int dot = store.host().indexOf('.');
    return dot < 0 ? store.host() : store.host().substring(0, dot);
  }
}
