package io.storeweaver.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.chart.ReleaseRecord;
import io.storeweaver.chart.ReleaseStatus;
import io.storeweaver.chart.RenderedChart;
import io.storeweaver.cluster.ClusterApi;
import io.storeweaver.cluster.ClusterKind;
import io.storeweaver.cluster.ClusterView;
import io.storeweaver.cluster.Manifests;
import io.storeweaver.cluster.Manifests.Applied;
import io.storeweaver.store.Releases;
import io.storeweaver.store.Releases.Release;
import io.storeweaver.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Applies a revision: render, apply, prune, record. The same act installs, repairs, upgrades, rolls
 * back, suspends and resumes, and may be cut anywhere: the next try finds the revision begun and
 * goes through it again.
 */
final class Applier {
  private static final int KEPT_RECORDS = 10;

  private final Desired desired;
  private final Releases releases;
  private final Manifests manifests;
  private final ClusterApi api;
  private final ClusterView view;
  private final Clock clock;

  Applier(
      Desired desired,
      Releases releases,
      Manifests manifests,
      ClusterApi api,
      ClusterView view,
      Clock clock) {
    this.desired = desired;
    this.releases = releases;
    this.manifests = manifests;
    this.api = api;
    this.view = view;
    this.clock = clock;
  }

  /** What was applied, and what was refused although the rest works without it. */
  record Outcome(Release release, Optional<String> remark) {}

  /**
   * Applies what the store should be; makes a new revision only where chart or values differ from
   * the last one.
   */
  Outcome apply(Store store, String why) {
    String digest = desired.digest(store, store.status().credentialsRevision());
    Optional<Release> latest = releases.latest(store.id());
    boolean again = latest.isPresent() && latest.get().digest().equals(digest);
    Release release =
        again
            ? latest.get()
            : begin(store, latest.map(Release::revision).orElse(0) + 1, digest, why);
    List<ObjectNode> objects = RenderedChart.objectsOf(release.manifest());
    Applied applied =
        manifests.apply(
            objects.stream()
                .map(o -> Manifests.adopted(o, store.id(), store.namespace()))
                .toList());
    manifests.prune(
        store.id(),
        store.namespace(),
        releases.inventories(store.id()),
        applied.inventory().keySet());
    if (release.appliedAt() == null) {
      record(store, release);
    }
    releases.applied(store.id(), release.revision(), applied.inventory());
    return new Outcome(
        release,
        applied
            .tolerated()
            .map(refusal -> refusal.resource() + " keeps its size: " + refusal.getMessage()));
  }

  private Release begin(Store store, int revision, String digest, String why) {
    RenderedChart rendered = desired.render(store, store.status().credentialsRevision());
    TreeMap<String, String> inventory = new TreeMap<>();
    rendered.objects().forEach(object -> inventory.put(Manifests.key(object), ""));
    Release release =
        new Release(
            store.id(),
            revision,
            digest,
            store.spec().chartVersion(),
            rendered.chart().digest(),
            store.spec().plan(),
            store.spec().suspended(),
            why,
            rendered.manifest(),
            inventory,
            clock.instant(),
            null);
    releases.begin(release);
    return release;
  }

  // Helm's own record comes after the objects: whoever reads "deployed" there finds them.
  private void record(Store store, Release release) {
    RenderedChart rendered = desired.render(store, store.status().credentialsRevision());
    ReleaseRecord helm =
        ReleaseRecord.of(
            rendered,
            release.revision(),
            ReleaseStatus.DEPLOYED,
            store.createdAt(),
            release.startedAt(),
            release.description());
    api.apply(ClusterKind.SECRET, helm.toSecret());
    if (release.revision() > 1) {
      supersedeOthers(store, release.revision());
    }
    if (release.revision() > KEPT_RECORDS) {
      api.delete(
          ClusterKind.SECRET,
          store.namespace(),
          ReleaseRecord.secretName(store.id(), release.revision() - KEPT_RECORDS));
    }
  }

  // Not only the revision before: one that was begun and overtaken by another change has no record
  // at all.
  private void supersedeOthers(Store store, int revision) {
    Map<String, String> deployed = Map.of("labelSelector", "owner=helm,status=deployed");
    for (JsonNode secret :
        api.list(ClusterKind.SECRET, store.namespace(), deployed).path("items")) {
      if (secret.at("/metadata/labels/version").asInt() < revision
          && secret instanceof ObjectNode earlier) {
        api.apply(ClusterKind.SECRET, bare(ReleaseRecord.superseded(earlier, clock.instant())));
      }
    }
  }

  // An apply must not carry what only the API server may write.
  private static ObjectNode bare(ObjectNode secret) {
    // Items of a list carry neither.
    secret.put("apiVersion", "v1").put("kind", "Secret");
    ObjectNode metadata = secret.withObjectProperty("metadata");
    metadata.remove(
        List.of(
            "managedFields",
            "resourceVersion",
            "uid",
            "creationTimestamp",
            "generation",
            "selfLink"));
    return secret;
  }

  /** Makes pods and jobs that do not work anew, instead of waiting for their back-off to end. */
  void clearBroken(Store store) {
    for (ClusterView.Broken broken : view.broken(store.id())) {
      api.delete(broken.kind(), broken.namespace(), broken.name());
      if (broken.kind() == ClusterKind.JOB) {
        view.lost(broken.kind(), store.id(), broken.name());
      }
    }
  }
}
