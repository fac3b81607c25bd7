package io.storeweaver.reconcile;

import io.storeweaver.cluster.ClusterApi;
import io.storeweaver.cluster.ClusterApi.Dependents;
import io.storeweaver.cluster.ClusterKind;
import io.storeweaver.cluster.ClusterView;
import io.storeweaver.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Deletes a store's namespace with everything in it. The namespace alone would do, but where its
 * controller finds something left, it looks again only after half of the time that it guesses for
 * that: the longest grace period of the pods, 15 s for anything with a finalizer, which volume
 * claims have. So both are ended first. Cut anywhere, the next try goes through it again.
 */
final class Removal {
  /** Each before what it would make anew; volumes before the pods that still hold them. */
  private static final List<ClusterKind> FIRST =
      List.of(
          ClusterKind.DEPLOYMENT,
          ClusterKind.STATEFUL_SET,
          ClusterKind.JOB,
          ClusterKind.REPLICA_SET,
          ClusterKind.PERSISTENT_VOLUME_CLAIM,
          ClusterKind.POD);

  /**
   * The garbage collector would end their pods with the grace period of each; a shorter one that
   * comes later does not cut short a hook that runs already.
   */
  private static final Set<ClusterKind> LEAVING_PODS =
      EnumSet.of(
          ClusterKind.DEPLOYMENT,
          ClusterKind.STATEFUL_SET,
          ClusterKind.JOB,
          ClusterKind.REPLICA_SET);

  /** A controller that had not yet heard of its object's end has made these anew. */
  private static final List<ClusterKind> AGAIN = List.of(ClusterKind.REPLICA_SET, ClusterKind.POD);

  /**
   * A pod that does not end, for example on a lost node, must not hold up the deletion. And the
   * namespace's controller lets 5 s pass before it looks at all: what ends by then costs nothing.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /** The data go with the store: no pod needs its own grace period to bring them to safety. */
  private static final int GRACE_SECONDS = 1;

  private final ClusterApi api;
  private final ClusterView view;

  Removal(ClusterApi api, ClusterView view) {
    this.api = api;
    this.view = view;
  }

  /** Ends what runs in the namespace, as far as it does not end already. */
  void empty(Store store, boolean begun) {
    for (ClusterKind kind : begun ? AGAIN : FIRST) {
      Dependents dependents = LEAVING_PODS.contains(kind) ? Dependents.LEFT : Dependents.DELETED;
      api.deleteAll(kind, store.namespace(), dependents, GRACE_SECONDS);
    }
  }

  /** True while pods or volumes are still there, and were not waited for long enough. */
  boolean pending(Store store, Instant now) {
    Instant asked = store.spec().deleteRequestedAt();
    return asked != null
        && now.isBefore(asked.plus(PATIENCE))
        && (view.shows(store.id(), ClusterKind.POD)
            || view.shows(store.id(), ClusterKind.PERSISTENT_VOLUME_CLAIM));
  }

  /** Deletes the namespace. */
  void finish(Store store) {
    api.delete(ClusterKind.NAMESPACE, null, store.namespace())
        .or(() -> api.get(ClusterKind.NAMESPACE, null, store.namespace()))
        .ifPresentOrElse(
            namespace -> view.wrote(ClusterKind.NAMESPACE, namespace),
            () -> view.lost(ClusterKind.NAMESPACE, store.id(), store.namespace()));
  }
}
