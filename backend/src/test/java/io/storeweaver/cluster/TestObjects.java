package io.storeweaver.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.Json;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Objects of a store as Kubernetes 1.35 writes them, of which a test gives only the status. */
final class TestObjects {
  static final String POD = "woocommerce-6f7d9c8b5-x2x7p";

  private TestObjects() {}

  static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode object(ClusterKind kind, String name, String component, String status) {
    ObjectNode object = Json.MAPPER.createObjectNode();
    ObjectNode metadata = object.put("kind", kind.kind()).putObject("metadata");
    metadata.put("namespace", "store-shop-abc123").put("name", name).put("uid", "uid-" + name);
    metadata.put("resourceVersion", "41").put("generation", 2);
    metadata
        .putObject("labels")
        .put("storeweaver.io/store", "shop-abc123")
        .put("app.kubernetes.io/component", component);
    object.putObject("spec").put("replicas", 1);
    object.set("status", json(status));
    return object;
  }

  static ObjectNode pod(String status) {
    return object(ClusterKind.POD, POD, "app", status);
  }

  /** A pod of the set-up job. */
  static ObjectNode jobPod(String status) {
    ObjectNode pod = object(ClusterKind.POD, "setup-1-7k2lq", "setup", status);
    ((ObjectNode) pod.at("/metadata/labels")).put("batch.kubernetes.io/job-name", "setup-1");
    return pod;
  }

  static ObjectNode deleted(ObjectNode object) {
    ((ObjectNode) object.path("metadata")).put("deletionTimestamp", "2026-03-01T12:00:00Z");
    return object;
  }

  /** The status of a pod with one container in that state, not ready. */
  static String container(String state) {
    return """
        {"phase": "Running",
         "conditions": [{"type": "PodScheduled", "status": "True"},
                        {"type": "Ready", "status": "False", "reason": "ContainersNotReady"}],
         "containerStatuses": [{"name": "wordpress", "image": "example/wordpress:6.9", "ready": false, %s}]}
        """
        .formatted(state);
  }

  static JsonNode event(String reason, ClusterKind kind, String name, String message) {
    ObjectNode event = Json.MAPPER.createObjectNode();
    event.put("kind", "Event").put("type", "Warning").put("reason", reason).put("message", message);
    event.putObject("metadata").put("namespace", "store-shop-abc123");
    event
        .putObject("involvedObject")
        .put("kind", kind.kind())
        .put("name", name)
        .put("uid", "uid-" + name);
    return event;
  }

  static Seen seen(ClusterKind kind, JsonNode object) {
    return Sighting.of(kind, object).orElseThrow();
  }

  /** A status with those conditions, each as {@code Type=Status:Reason:message}. */
  static String conditions(String... written) {
    ObjectNode status = Json.MAPPER.createObjectNode();
    ArrayNode conditions = status.putArray("conditions");
    for (String one : written) {
      String[] parts = one.split("[=:]", 4);
      conditions
          .addObject()
          .put("type", parts[0])
          .put("status", parts[1])
          .put("reason", parts[2])
          .put("message", parts[3]);
    }
    return status.toString();
  }
}
