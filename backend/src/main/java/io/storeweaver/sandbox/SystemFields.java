package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.sandbox.Refusal.Cause;
import io.storeweaver.sandbox.ResourceType.Trait;
import java.util.List;

/** What the server itself writes into an object, and clients cannot. */
final class SystemFields {
  private static final List<String> METADATA =
      List.of(
          "namespace",
          "uid",
          "creationTimestamp",
          "generation",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "resourceVersion");

  private SystemFields() {}

  /** Undoes what a write of the object, or of its status, must not change. */
  static void keep(ResourceType type, ObjectNode old, ObjectNode next, String subresource) {
    if (subresource.equals("status")) {
      JsonNode owners = Json.at(next, "metadata", "managedFields");
      JsonNode status = next.path("status");
      next.removeAll();
      next.setAll(old.deepCopy());
      next.set("status", status);
      Json.metadata(next).set("managedFields", owners);
      return;
    }
    next.remove("status");
    if (type.is(Trait.STATUS) && old.has("status")) {
      next.set("status", old.get("status"));
    }
    next.put("apiVersion", type.apiVersion()).put("kind", type.kind());
    ObjectNode metadata = Json.metadata(next);
    metadata.set("name", Json.at(old, "metadata", "name"));
    for (String field : METADATA) {
      JsonNode kept = Json.at(old, "metadata", field);
      if (kept.isMissingNode()) {
        metadata.remove(field);
      } else {
        metadata.set(field, kept);
      }
    }
  }

  static void refuseNewFinalizers(ResourceType type, String name, ObjectNode old, ObjectNode next) {
    if (!Json.at(old, "metadata").has("deletionTimestamp")) {
      return;
    }
    JsonNode had = Json.at(old, "metadata", "finalizers");
    for (JsonNode finalizer : Json.at(next, "metadata", "finalizers")) {
      if (!Json.any(had, finalizer::equals)) {
        String why =
            "Forbidden: no new finalizers can be added if the object is being deleted,"
                + " found new finalizers []string{"
                + finalizer
                + "}";
        throw Refusal.invalid(
            type, name, List.of(Cause.of("Forbidden", "metadata.finalizers", why)));
      }
    }
  }

  /** The generation counts the changes of what is wanted. */
  static void countGeneration(ResourceType type, ObjectNode old, ObjectNode next) {
    if (!type.is(Trait.GENERATION)) {
      return;
    }
    ObjectNode before = old.deepCopy().remove(List.of("metadata", "status"));
    ObjectNode after = next.deepCopy().remove(List.of("metadata", "status"));
    if (!before.equals(after)) {
      ObjectNode metadata = Json.metadata(next);
      metadata.put("generation", Json.at(old, "metadata", "generation").asInt() + 1);
    }
  }
}
