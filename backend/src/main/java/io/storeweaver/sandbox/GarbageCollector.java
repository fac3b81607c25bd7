package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.sandbox.StoredObject.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Deletes what has lost its owners, and carries out foreground and orphaning deletion. */
final class GarbageCollector implements Controller {
  private static final Set<String> OWN_FINALIZERS = Set.of("foregroundDeletion", "orphan");

  private final Context context;
  private final ObjectStore store;

  GarbageCollector(Context context) {
    this.context = context;
    store = context.store();
  }

  @Override
  public void on(Change change) {
    StoredObject object = change.object();
    if (change.deleted()) {
      if (object.type != ResourceTypes.PODS && object.type != ResourceTypes.EVENTS) {
        context.timers().soon("gc " + object.uid, () -> collectChildren(object));
      }
      for (Owner owner : object.owners) {
        StoredObject parent = find(owner, object.namespace);
        if (parent != null && parent.dying) {
          context.timers().soon("fg " + parent.uid, () -> finish(parent));
        }
      }
    } else if (object.dying) {
      context.timers().soon("fg " + object.uid, () -> finish(object));
    } else if (change.added() && !object.owners.isEmpty()) {
      context.timers().soon("gc " + object.uid, () -> collect(object));
    }
  }

  private @Nullable StoredObject find(Owner owner, String namespace) {
    ResourceType type = ResourceTypes.byKind(owner.apiVersion(), owner.kind());
    StoredObject found = type == null ? null : store.get(type, namespace, owner.name());
    return found != null && found.uid.equals(owner.uid()) ? found : null;
  }

  private List<StoredObject> children(StoredObject owner) {
    List<StoredObject> children = new ArrayList<>();
    for (ResourceType type : ResourceTypes.namespaced()) {
      children.addAll(store.children(owner, type));
    }
    return children;
  }

  private void collectChildren(StoredObject gone) {
    children(gone).forEach(this::collect);
  }

  private void collect(StoredObject object) {
    boolean owned = object.owners.stream().anyMatch(owner -> find(owner, object.namespace) != null);
    if (!owned) {
      context.deletion().delete(object);
    }
  }

  private void finish(StoredObject parent) {
    StoredObject now = store.fresh(parent);
    if (now == null || !now.dying) {
      return;
    }
    JsonNode finalizers = Json.at(now.tree(), "metadata", "finalizers");
    if (Json.contains(finalizers, "orphan")) {
      children(now).forEach(child -> context.registry().mutate(child, tree -> disown(tree, now)));
    } else if (Json.contains(finalizers, "foregroundDeletion")) {
      List<StoredObject> left = children(now);
      left.stream().filter(child -> !child.dying).forEach(context.deletion()::delete);
      if (!children(now).isEmpty()) {
        return;
      }
    } else {
      return;
    }
    context
        .registry()
        .mutate(
            now,
            tree ->
                Json.removeIf(
                    Json.at(tree, "metadata", "finalizers"),
                    one -> OWN_FINALIZERS.contains(one.asText())));
  }

  private static void disown(ObjectNode tree, StoredObject parent) {
    Json.removeIf(
        Json.at(tree, "metadata", "ownerReferences"),
        reference -> Json.text(reference, "uid").equals(parent.uid));
  }
}
