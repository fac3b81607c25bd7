package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads and writes the statuses of a pod's containers. */
final class ContainerStatus {
  private ContainerStatus() {}

  /** Adds a waiting status for each container that has none yet. */
  static void ensure(ObjectNode pod) {
    boolean inits = !Json.at(pod, "spec", "initContainers").isEmpty();
    ensure(pod, "initContainers", "initContainerStatuses", "PodInitializing");
    ensure(pod, "containers", "containerStatuses", inits ? "PodInitializing" : "ContainerCreating");
  }

  private static void ensure(ObjectNode pod, String containers, String statuses, String reason) {
    JsonNode wanted = Json.at(pod, "spec", containers);
    ObjectNode status = Json.child(pod, "status");
    if (wanted.isEmpty() || status.has(statuses)) {
      return;
    }
    ArrayNode list = status.putArray(statuses);
    for (JsonNode container : wanted) {
      ObjectNode one = list.addObject();
      one.put("name", Json.text(container, "name"));
      one.put("image", Json.text(container, "image")).put("imageID", "");
      one.put("ready", false).put("started", false).put("restartCount", 0);
      one.putObject("lastState");
      wait(one, reason, "");
    }
  }

  /** The status of a container, main or init; a missing node when there is none. */
  static JsonNode find(JsonNode pod, String name) {
    for (String field : new String[] {"containerStatuses", "initContainerStatuses"}) {
      for (JsonNode status : Json.at(pod, "status", field)) {
        if (Json.text(status, "name").equals(name)) {
          return status;
        }
      }
    }
    return Json.MAPPER.missingNode();
  }

  static int restarts(JsonNode pod, String name) {
    return find(pod, name).path("restartCount").asInt();
  }

  static int allRestarts(JsonNode pod) {
    int sum = 0;
    for (JsonNode status : Json.at(pod, "status", "containerStatuses")) {
      sum += status.path("restartCount").asInt();
    }
    return sum;
  }

  static boolean running(JsonNode status) {
    return Json.at(status, "state").has("running");
  }

  static boolean completed(JsonNode status) {
    JsonNode terminated = Json.at(status, "state", "terminated");
    return terminated.isObject() && terminated.path("exitCode").asInt() == 0;
  }

  static void wait(ObjectNode status, String reason, String message) {
    ObjectNode waiting = Json.object("reason", reason);
    if (!message.isEmpty()) {
      waiting.put("message", message);
    }
    status.put("ready", false).put("started", false).set("state", Json.object("waiting", waiting));
  }

  static void run(ObjectNode status) {
    status.put("started", true);
    status.put("imageID", Json.text(status, "image"));
    status.set("state", Json.object("running", Json.object("startedAt", Json.now())));
  }

  static ObjectNode terminated(ObjectNode status, int exitCode, String reason) {
    String started = Json.text(status, "state", "running", "startedAt");
    ObjectNode end = Json.object("exitCode", exitCode, "reason", reason);
    end.put("startedAt", started.isEmpty() ? Json.now() : started).put("finishedAt", Json.now());
    return end;
  }

  static void end(ObjectNode status, int exitCode, String reason) {
    ObjectNode end = terminated(status, exitCode, reason);
    status.put("ready", exitCode == 0 && status.path("ready").asBoolean()).put("started", false);
    status.set("state", Json.object("terminated", end));
  }
}
