package io.storeweaver.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the native API answers about stores, beside a store itself. */
final class StoreAnswers {
  private StoreAnswers() {}

  @Schema(name = "StorePage", description = "One page of a list of stores.")
  record StorePage(
      List<StoreJson> stores,
      @Schema(description = "Ask with it for the next page; null on the last one.")
          @Nullable String nextPageToken,
      @Schema(description = "Stores on all pages.") long total,
      @Schema(description = "Live stores of each status, whatever the filter.")
          Map<Phase, Long> counts) {}

  @Schema(name = "StorePreview", description = "What a creation would do.")
  record StorePreview(boolean valid, PreviewedStore store, StoreLimits.Usage quota) {}

  @Schema(name = "PreviewedStore", description = "The store that would be created.")
  record PreviewedStore(String name, String engine, String plan, String chartVersion, String host) {
    static PreviewedStore of(Store store) {
      StoreSpec spec = store.spec();
      return new PreviewedStore(
          spec.name(), store.engine().id(), spec.plan().id(), spec.chartVersion(), store.host());
    }
  }

  @Schema(name = "StoreDeletion", description = "How far a deletion is.")
  record StoreDeletion(String id, Phase status, String message) {}

  @Schema(name = "StoreEventPage", description = "One page of a store's timeline, newest first.")
  record StoreEventPage(
      List<StoreEvent> events,
      @Schema(description = "Ask with it for the next page; null on the last one.")
          @Nullable String nextPageToken) {}

  @Schema(name = "RevisionList", description = "What was applied for a store, newest first.")
  record RevisionList(List<Revision> revisions) {}

  @Schema(name = "Revision", description = "One thing that was applied for a store.")
  record Revision(
      int revision,
      @Schema(description = "Whether it is the one in the cluster.") boolean current,
      String chartVersion,
      String plan,
      boolean suspended,
      String description,
      @Schema(description = "Of the chart and of the values.") String digest,
      @Schema(description = "How many objects it has.") int objects,
      Instant startedAt,
      @Schema(description = "When everything was applied; null while that is under way.")
          @Nullable Instant appliedAt) {
    static Revision of(Store store, Releases.Release release) {
      return new Revision(
          release.revision(),
          Integer.valueOf(release.revision()).equals(store.status().appliedRevision()),
          release.chartVersion(),
          release.plan().id(),
          release.suspended(),
          release.description(),
          release.digest(),
          release.inventory().size(),
          release.startedAt(),
          release.appliedAt());
    }
  }

  @Schema(name = "StoreManifest", description = "The objects of a revision as they were applied.")
  record StoreManifest(
      int revision,
      @Schema(description = "Kubernetes objects as YAML or JSON documents; no credentials.")
          String manifest) {}
}
