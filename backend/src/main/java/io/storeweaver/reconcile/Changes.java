package io.storeweaver.reconcile;

import io.storeweaver.store.Releases.Head;
import io.storeweaver.store.Store;
import java.util.ArrayList;
import java.util.List;

/**
 * Says in a few words what a new revision changes: the description in the history and in Helm's
 * record.
 */
final class Changes {
  static final String INSTALLED = "Installed";

  private Changes() {}

  /** What is wanted of a store now that its last revision did not have. */
  static String between(Head last, Store store) {
    List<String> changes = new ArrayList<>();
    if (!last.chartVersion().equals(store.spec().chartVersion())) {
      changes.add("Chart " + last.chartVersion() + " to " + store.spec().chartVersion());
    }
    if (last.plan() != store.spec().plan()) {
      changes.add("Plan " + last.plan().id() + " to " + store.spec().plan().id());
    }
    if (last.suspended() != store.spec().suspended()) {
      changes.add(store.spec().suspended() ? "Suspended" : "Resumed");
    }
    return changes.isEmpty() ? "Settings changed" : String.join(", ", changes);
  }
}
