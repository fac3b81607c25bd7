package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.sandbox.StoredObject.Owner;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the workload controllers share: looking again when something of theirs changes, and their
 * pods.
 */
abstract sealed class Workload implements Controller
    permits ReplicaSets, Deployments, StatefulSets, Jobs {
  final Context context;
  final ObjectStore store;
  final Retries retries = new Retries();
  private final ResourceType type;

  Workload(Context context, ResourceType type) {
    this.context = context;
    this.type = type;
    store = context.store();
  }

  /** Brings the world one step nearer to what the object says; called on the timers' thread. */
  abstract void reconcile(StoredObject object, ObjectNode tree);

  @Override
  public void on(Change change) {
    StoredObject object = change.object();
    if (object.type == type) {
      if (change.deleted()) {
        retries.done(object);
      } else {
        soon(object);
      }
    }
    StoredObject owner = owner(object);
    if (owner != null) {
      soon(owner);
    }
  }

  @Override
  public void onTrouble(String namespace) {
    store.list(type, namespace).forEach(this::soon);
  }

  /** The owner of this controller's type; null when there is none. */
  @Nullable StoredObject owner(StoredObject object) {
    for (Owner owner : object.owners) {
      if (owner.kind().equals(type.kind())) {
        StoredObject found = store.get(type, object.namespace, owner.name());
        return found != null && found.uid.equals(owner.uid()) ? found : null;
      }
    }
    return null;
  }

  void soon(StoredObject object) {
    context.timers().soon(key(object), () -> look(object));
  }

  void later(StoredObject object, long millis, long floor) {
    context.timers().after(millis, floor, key(object), () -> look(object));
  }

  private String key(StoredObject object) {
    return type.plural() + " " + object.uid;
  }

  private void look(StoredObject object) {
    StoredObject now = store.fresh(object);
    if (now != null && !now.dying) {
      reconcile(now, now.tree());
    }
  }

  /** The pods that are neither finished nor going away, by name. */
  List<StoredObject> activePods(StoredObject owner) {
    return store.children(owner, ResourceTypes.PODS).stream()
        .filter(pod -> !pod.dying && !Pods.finished(pod.tree()))
        .sorted(Comparator.comparing((StoredObject pod) -> pod.name))
        .toList();
  }

  static int count(List<StoredObject> pods, java.util.function.Predicate<ObjectNode> test) {
    return (int) pods.stream().filter(pod -> test.test(pod.tree())).count();
  }
}
