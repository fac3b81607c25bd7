package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads and writes status.conditions; the transition time moves only when the status does. */
final class Conditions {
  private Conditions() {}

  static boolean isTrue(JsonNode status, String type) {
    return Json.text(find(status, type), "status").equals("True");
  }

  /** The condition, or a missing node. */
  static JsonNode find(JsonNode status, String type) {
    for (JsonNode condition : status.path("conditions")) {
      if (Json.text(condition, "type").equals(type)) {
        return condition;
      }
    }
    return Json.MAPPER.missingNode();
  }

  static void set(ObjectNode status, String type, boolean holds) {
    set(status, type, holds ? "True" : "False", "", "");
  }

  static void set(ObjectNode status, String type, boolean holds, String reason, String message) {
    set(status, type, holds ? "True" : "False", reason, message);
  }

  static void set(ObjectNode status, String type, String value, String reason, String message) {
    ObjectNode condition =
        find(status, type) instanceof ObjectNode found
            ? found
            : Json.list(status, "conditions").addObject().put("type", type);
    if (!Json.text(condition, "status").equals(value)) {
      condition.put("status", value).put("lastTransitionTime", Json.now());
    }
    put(condition, "reason", reason);
    put(condition, "message", message);
  }

  /**
   * As {@link #set}, and with the time of the latest change that a Deployment's conditions carry.
   */
  static void setUpdated(
      ObjectNode status, String type, boolean holds, String reason, String message) {
    JsonNode before = find(status, type).deepCopy();
    set(status, type, holds, reason, message);
    ObjectNode after = (ObjectNode) find(status, type);
    if (!after.equals(before) || !after.has("lastUpdateTime")) {
      after.put("lastUpdateTime", Json.now());
    }
  }

  static void remove(ObjectNode status, String type) {
    Json.removeIf(
        status.path("conditions"), condition -> Json.text(condition, "type").equals(type));
  }

  private static void put(ObjectNode condition, String field, String text) {
    if (text.isEmpty()) {
      condition.remove(field);
    } else {
      condition.put(field, text);
    }
  }
}
