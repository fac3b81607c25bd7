package io.storeweaver.reconcile;

import io.storeweaver.cluster.ClusterView;
import io.storeweaver.cluster.Verdict;
import io.storeweaver.store.Lane;
import io.storeweaver.store.Phase;
import io.storeweaver.store.Releases;
import io.storeweaver.store.Store;
import io.storeweaver.store.StoreChanges;
import io.storeweaver.store.StoreQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The net under the watches: compares what is recorded of every settled store with what the watches
 * saw, in memory, and wakes those that differ. Costs one query and not a single request to the
 * cluster.
 */
final class Resync {
  private final StoreChanges stores;
  private final Releases releases;
  private final ClusterView view;
  private final StoreQueue queue;
  private final Map<String, Inventory> inventories = new ConcurrentHashMap<>();

  private record Inventory(int revision, Map<String, String> objects) {}

  Resync(StoreChanges stores, Releases releases, ClusterView view, StoreQueue queue) {
    this.stores = stores;
    this.releases = releases;
    this.view = view;
    this.queue = queue;
  }

  /** Compares once; returns how many stores were woken. */
  int run() {
    if (view.trouble().isPresent()) {
      return 0;
    }
    List<Store> live = stores.live();
    inventories.keySet().retainAll(live.stream().map(Store::id).toList());
    List<String> different = new ArrayList<>();
    for (Store store : live) {
      if (settled(store) && differs(store)) {
        different.add(store.id());
      }
    }
    queue.wake(different, Lane.RESYNC);
    return different.size();
  }

  private static boolean settled(Store store) {
    Phase phase = store.shown();
    return phase == Phase.READY || phase == Phase.SUSPENDED;
  }

  private boolean differs(Store store) {
    Verdict verdict = view.verdict(store.id());
    if (view.namespace(store.id()) != ClusterView.NamespaceState.ACTIVE || !verdict.serving()) {
      return true;
    }
    return Observer.drifted(view, store.id(), inventory(store)).isPresent();
  }

  private Map<String, String> inventory(Store store) {
    Integer revision = store.status().appliedRevision();
    Inventory known = inventories.get(store.id());
    if (known == null || revision == null || known.revision() != revision) {
      known =
          releases
              .head(store.id())
              .map(r -> new Inventory(r.revision(), r.inventory()))
              .orElse(new Inventory(0, Map.of()));
      inventories.put(store.id(), known);
    }
    return known.objects();
  }
}
