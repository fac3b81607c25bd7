package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Deletes objects as the API server does: preconditions, finalizers, propagation, grace. */
final class Deletion {
  private static final int MOST_ATTEMPTS = 50;

  private final ObjectStore store;

  Deletion(ObjectStore store) {
    this.store = store;
  }

  /**
   * Deletes, or marks as dying what a finalizer or a pod's grace period still holds; answers the
   * last version.
   */
  StoredObject delete(
      ResourceType type, String namespace, String name, ObjectNode options, boolean dryRun) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      StoredObject present = store.get(type, namespace, name);
      if (present == null) {
        throw Refusal.notFound(type, name);
      }
      checkPreconditions(present, options);
      if (dryRun) {
        return present;
      }
      StoredObject left = deleteOnce(present, options);
      if (left != null) {
        return left;
      }
    }
    throw Refusal.stale(type, name);
  }

  /**
   * A controller's delete: in the background, and without complaint if the object is gone already.
   */
  void delete(StoredObject object) {
    delete(object, Json.object("propagationPolicy", "Background"));
  }

  void delete(StoredObject object, ObjectNode options) {
    try {
      options.set("preconditions", Json.object("uid", object.uid));
      delete(object.type, object.namespace, object.name, options, false);
    } catch (Refusal e) {
      if (e.code() != 404 && e.code() != 409) {
        throw e;
      }
    }
  }

  private static void checkPreconditions(StoredObject present, ObjectNode options) {
    String uid = Json.text(options, "preconditions", "uid");
    String revision = Json.text(options, "preconditions", "resourceVersion");
    if (!uid.isEmpty() && !uid.equals(present.uid)) {
      throw mismatch(present, "UID", uid, present.uid, "deleted and then recreated");
    }
    if (!revision.isEmpty() && !revision.equals(Long.toString(present.revision))) {
      String now = Long.toString(present.revision);
      throw mismatch(present, "ResourceVersion", revision, now, "modified");
    }
  }

  private static Refusal mismatch(
      StoredObject present, String what, String asked, String real, String why) {
    String message =
        "Operation cannot be fulfilled on %s \"%s\": the %s in the precondition (%s) does not match the %s in record (%s). The object might have been %s"
            .formatted(present.type.kind(), present.name, what, asked, what, real, why);
    return Refusal.about(409, "Conflict", message, present.type, present.name);
  }

  private @Nullable StoredObject deleteOnce(StoredObject present, ObjectNode options) {
    ObjectNode tree = present.tree();
    ObjectNode metadata = Json.metadata(tree);
    addPropagationFinalizer(metadata, Json.text(options, "propagationPolicy"));
    int grace = grace(present, tree, options);
    boolean held =
        !metadata.path("finalizers").isEmpty() || !Json.at(tree, "spec", "finalizers").isEmpty();
    if (!held && grace == 0) {
      return store.remove(present);
    }
    if (present.dying && grace >= metadata.path("deletionGracePeriodSeconds").asInt()) {
      return present;
    }
    if (!present.dying) {
      metadata.put("deletionTimestamp", Json.now());
      if (metadata.has("generation")) {
        metadata.put("generation", metadata.path("generation").asInt() + 1);
      }
    }
    metadata.put("deletionGracePeriodSeconds", grace);
    if (present.type == ResourceTypes.NAMESPACES) {
      Json.child(tree, "status").put("phase", "Terminating");
    }
    return store.put(present.type, tree, present);
  }

  /** Only a pod that runs on a node is given time to stop. */
  private static int grace(StoredObject present, ObjectNode tree, ObjectNode options) {
    if (present.type != ResourceTypes.PODS
        || Json.text(tree, "spec", "nodeName").isEmpty()
        || Pods.finished(tree)) {
      return 0;
    }
    JsonNode asked = options.path("gracePeriodSeconds");
    JsonNode own = Json.at(tree, "spec", "terminationGracePeriodSeconds");
    return asked.isNumber() ? asked.asInt() : own.asInt(30);
  }

  private static void addPropagationFinalizer(ObjectNode metadata, String policy) {
    String finalizer =
        switch (policy) {
          case "Foreground" -> "foregroundDeletion";
          case "Orphan" -> "orphan";
          default -> "";
        };
    if (!finalizer.isEmpty() && !Json.contains(metadata.path("finalizers"), finalizer)) {
      Json.list(metadata, "finalizers").add(finalizer);
    }
  }
}
