package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Makes objects from a workload's template, owned by it. */
final class PodFactory {
  private PodFactory() {}

  /** A new object's tree; a name that ends in "-" is completed by the server. */
  static ObjectNode from(
      StoredObject owner, String name, JsonNode template, Map<String, String> labels) {
    ObjectNode metadata = Json.object(name.endsWith("-") ? "generateName" : "name", name);
    for (String field : new String[] {"labels", "annotations"}) {
      if (Json.at(template, "metadata", field) instanceof ObjectNode given) {
        metadata.set(field, given.deepCopy());
      }
    }
    labels.forEach((key, value) -> Json.child(metadata, "labels").put(key, value));
    ObjectNode reference =
        Json.object(
            "apiVersion", owner.type.apiVersion(), "kind", owner.type.kind(), "name", owner.name);
    reference.put("uid", owner.uid).put("controller", true).put("blockOwnerDeletion", true);
    metadata.set("ownerReferences", Json.array(reference));
    ObjectNode tree = Json.object("metadata", metadata);
    tree.set("spec", template.path("spec").deepCopy());
    return tree;
  }
}
