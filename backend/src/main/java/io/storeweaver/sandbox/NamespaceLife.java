package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Furnishes new namespaces, and empties those that are deleted. */
final class NamespaceLife implements Controller {
  static final String HOLD = "sandbox.storeweaver.io/hold";
  private static final String HELD_OBJECT = "sandbox-hold";

  private final Context context;
  private final ObjectStore store;

  NamespaceLife(Context context) {
    this.context = context;
    store = context.store();
  }

  @Override
  public void on(Change change) {
    StoredObject object = change.object();
    if (object.type == ResourceTypes.NAMESPACES) {
      if (change.deleted()) {
        return;
      }
      if (change.added() || change.deletionBegan()) {
        soon(object);
      }
      StoredObject before = change.previous();
      if (object.dying
          && before != null
          && before.dying
          && !retries(object).equals(retries(before))) {
        context.timers().soon("release " + object.name, () -> release(object));
      }
    } else if (change.deleted() && object.type.namespaced()) {
      StoredObject home = store.get(ResourceTypes.NAMESPACES, "", object.namespace);
      if (home != null && home.dying) {
        soon(home);
      }
    }
  }

  @Override
  public void onTrouble(String namespace) {
    context.timers().soon("hold " + namespace, () -> hold(namespace));
  }

  private static String retries(StoredObject namespace) {
    return Json.text(namespace.tree(), "metadata", "annotations", Troubles.RETRIES);
  }

  private void soon(StoredObject namespace) {
    context.timers().soon("ns " + namespace.name, () -> look(namespace));
  }

  private void look(StoredObject namespace) {
    StoredObject now = store.fresh(namespace);
    if (now == null) {
      return;
    }
    if (now.dying) {
      empty(now);
    } else {
      furnish(now.name);
    }
  }

  private void furnish(String namespace) {
    make(
        ResourceTypes.CONFIG_MAPS,
        namespace,
        Json.object(
            "metadata",
            Json.object("name", "kube-root-ca.crt"),
            "data",
            Json.object("ca.crt", "the sandbox has no certificates")));
    make(
        ResourceTypes.SERVICE_ACCOUNTS,
        namespace,
        Json.object("metadata", Json.object("name", "default")));
  }

  private void make(ResourceType type, String namespace, ObjectNode tree) {
    if (store.get(type, namespace, Json.text(tree, "metadata", "name")) == null) {
      context.registry().make(type, namespace, tree);
    }
  }

  /** The scenario stuck-delete: an object that something outside the cluster holds on to. */
  private void hold(String namespace) {
    StoredObject held = store.get(ResourceTypes.CONFIG_MAPS, namespace, HELD_OBJECT);
    boolean wanted = context.troubles().is(namespace, Scenario.STUCK_DELETE);
    if (wanted && held == null) {
      ObjectNode metadata = Json.object("name", HELD_OBJECT, "finalizers", List.of(HOLD));
      make(ResourceTypes.CONFIG_MAPS, namespace, Json.object("metadata", metadata));
    } else if (!wanted && held != null) {
      letGo(held);
      if (!held.dying) {
        context.deletion().delete(held);
      }
    }
  }

  private void release(StoredObject namespace) {
    StoredObject held = store.get(ResourceTypes.CONFIG_MAPS, namespace.name, HELD_OBJECT);
    if (held != null) {
      letGo(held);
    }
  }

  private void letGo(StoredObject held) {
    context
        .registry()
        .mutate(
            held,
            tree ->
                Json.removeIf(
                    Json.at(tree, "metadata", "finalizers"), one -> one.asText().equals(HOLD)));
  }

  private void empty(StoredObject namespace) {
    Map<String, Integer> remaining = new TreeMap<>();
    Map<String, Integer> finalizers = new TreeMap<>();
    for (ResourceType type : ResourceTypes.namespaced()) {
      for (StoredObject object : store.list(type, namespace.name)) {
        context.deletion().delete(object);
        StoredObject left = store.fresh(object);
        if (left != null) {
          remaining.merge(type.groupResource(), 1, Integer::sum);
          for (JsonNode finalizer : Json.at(left.tree(), "metadata", "finalizers")) {
            finalizers.merge(finalizer.asText(), 1, Integer::sum);
          }
        }
      }
    }
    context
        .registry()
        .mutate(
            namespace,
            tree -> {
              conditions(Json.child(tree, "status"), remaining, finalizers);
              if (remaining.isEmpty()) {
                Json.child(tree, "spec").remove("finalizers");
              }
            });
  }

  private static void conditions(
      ObjectNode status, Map<String, Integer> remaining, Map<String, Integer> finalizers) {
    set(
        status,
        "NamespaceDeletionDiscoveryFailure",
        false,
        "ResourcesDiscovered",
        "All resources successfully discovered");
    set(
        status,
        "NamespaceDeletionGroupVersionParsingFailure",
        false,
        "ParsedGroupVersions",
        "All legacy kube types successfully parsed");
    set(
        status,
        "NamespaceDeletionContentFailure",
        false,
        "ContentDeleted",
        "All content successfully deleted, may be waiting on finalization");
    List<String> left = new ArrayList<>();
    remaining.forEach((type, count) -> left.add(type + ". has " + count + " resource instances"));
    boolean some = !left.isEmpty();
    set(
        status,
        "NamespaceContentRemaining",
        some,
        some ? "SomeResourcesRemain" : "ContentRemoved",
        some
            ? "Some resources are remaining: " + String.join(", ", left)
            : "All content successfully removed");
    List<String> holding = new ArrayList<>();
    finalizers.forEach((name, count) -> holding.add(name + " in " + count + " resource instances"));
    boolean held = !holding.isEmpty();
    set(
        status,
        "NamespaceFinalizersRemaining",
        held,
        held ? "SomeFinalizersRemain" : "ContentHasNoFinalizers",
        held
            ? "Some content in the namespace has finalizers remaining: "
                + String.join(", ", holding)
            : "All content-preserving finalizers finished");
  }

  private static void set(
      ObjectNode status, String type, boolean holds, String reason, String message) {
    Conditions.set(status, type, holds, reason, message);
  }
}
