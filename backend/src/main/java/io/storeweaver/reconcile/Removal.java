package io.storeweaver.reconcile;

import io.storeweaver.cluster.ClusterApi;
import io.storeweaver.cluster.ClusterKind;
import io.storeweaver.cluster.ClusterView;
import io.storeweaver.store.Store;
import java.util.List;

/**
 * Deletes a store's namespace with everything in it. The namespace alone would do, but its
 * controller looks again only after half of the pods' grace period, or after eight seconds where a
 * volume is still in use; so what it would wait for is ended first. Cut anywhere, the next try goes
 * through it again.
 */
final class Removal {
  /**
   * Each before what it would make anew, and with others in between, because a controller that has
   * not yet heard of its object's end makes it anew; volumes before the pods that still hold them.
   */
  private static final List<ClusterKind> FIRST =
      List.of(
          ClusterKind.DEPLOYMENT,
          ClusterKind.STATEFUL_SET,
          ClusterKind.JOB,
          ClusterKind.REPLICA_SET,
          ClusterKind.PERSISTENT_VOLUME_CLAIM,
          ClusterKind.POD);

  /** The data go with the store: no pod needs its own grace period to bring them to safety. */
  private static final int GRACE_SECONDS = 1;

  private final ClusterApi api;
  private final ClusterView view;

  Removal(ClusterApi api, ClusterView view) {
    this.api = api;
    this.view = view;
  }

  void remove(Store store) {
    FIRST.forEach(kind -> api.deleteAll(kind, store.namespace(), GRACE_SECONDS));
    api.delete(ClusterKind.NAMESPACE, null, store.namespace())
        .or(() -> api.get(ClusterKind.NAMESPACE, null, store.namespace()))
        .ifPresentOrElse(
            namespace -> view.wrote(ClusterKind.NAMESPACE, namespace),
            () -> view.lost(ClusterKind.NAMESPACE, store.id(), store.namespace()));
  }
}
