package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.sandbox.Registry.Write;
import io.storeweaver.sandbox.ResourceType.Trait;

/** The scale subresource of workloads. */
final class Scale {
  private final Registry registry;

  Scale(Registry registry) {
    this.registry = registry;
  }

  static ObjectNode of(StoredObject object) {
    ObjectNode tree = object.tree();
    ObjectNode metadata = Json.object("name", object.name, "namespace", object.namespace);
    metadata.put("uid", object.uid).put("resourceVersion", Long.toString(object.revision));
    metadata.put("creationTimestamp", Json.text(tree, "metadata", "creationTimestamp"));
    ObjectNode status =
        Json.object(
            "replicas", Json.at(tree, "status", "replicas").asInt(), "selector", selector(tree));
    ObjectNode spec = Json.object();
    Json.count(spec, "replicas", Json.at(tree, "spec", "replicas").asInt());
    ObjectNode scale = Json.object("kind", "Scale", "apiVersion", "autoscaling/v1");
    scale.set("metadata", metadata);
    scale.set("spec", spec);
    scale.set("status", status);
    return scale;
  }

  private static String selector(ObjectNode tree) {
    StringBuilder selector = new StringBuilder();
    for (var label : Json.at(tree, "spec", "selector", "matchLabels").properties()) {
      selector.append(selector.isEmpty() ? "" : ",");
      selector.append(label.getKey()).append('=').append(label.getValue().asText());
    }
    return selector.toString();
  }

  /** PUT and the patches: only the replicas count. */
  byte[] write(ApiRequest request, ResourceType type, byte[] body, Write write) {
    if (!type.is(Trait.SCALE)) {
      throw Refusal.noSuchResource();
    }
    StoredObject live = registry.need(type, request.namespace(), request.name());
    ObjectNode scale =
        request.contentType().contains("json-patch")
            ? Merge.jsonPatch(of(live), body)
            : request.method().equals("PUT")
                ? Json.parseBody(body)
                : Merge.plain(of(live), Json.parseBody(body));
    String revision = Json.text(scale, "metadata", "resourceVersion");
    if (!revision.isEmpty() && !revision.equals(Long.toString(live.revision))) {
      throw Refusal.stale(type, request.name());
    }
    int replicas = Json.at(scale, "spec", "replicas").asInt(0);
    StoredObject written =
        registry.update(
            type,
            request.namespace(),
            request.name(),
            write,
            tree -> {
              Json.child(tree, "spec").put("replicas", replicas);
              return tree;
            });
    return Json.bytes(of(written));
  }
}
