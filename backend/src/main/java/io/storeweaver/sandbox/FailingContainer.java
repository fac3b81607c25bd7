package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.sandbox.PodLife.Note;
import io.storeweaver.sandbox.PodLife.Step;
import java.util.List;

/**
 * The ways in which a container fails: the status that a kubelet would write, and when it tries
 * again.
 */
final class FailingContainer {
  private static final int PULL_AGAIN = 1_000;
  private static final int FIRST_BACKOFF = 10_000;
  private static final int BACKOFF_FLOOR = 60;
  private static final int LONGEST_BACKOFF = 300_000;
  private static final int MOST_DOUBLINGS = 12;

  private final ObjectNode pod;
  private final ObjectNode status;
  private final List<Note> notes;

  FailingContainer(ObjectNode pod, ObjectNode status, List<Note> notes) {
    this.pod = pod;
    this.status = status;
    this.notes = notes;
  }

  /** The first secret that a pod refers to, by name. */
  static String secretOf(ObjectNode pod) {
    for (ObjectNode container : Pods.containers(pod.path("spec"))) {
      for (JsonNode source : container.path("envFrom")) {
        if (source.has("secretRef")) {
          return Json.text(source, "secretRef", "name");
        }
      }
      for (JsonNode variable : container.path("env")) {
        String name = Json.text(variable, "valueFrom", "secretKeyRef", "name");
        if (!name.isEmpty()) {
          return name;
        }
      }
    }
    return "shop-credentials";
  }

  /** Cannot be configured, because of something that it refers to. */
  void configError(String problem) {
    ContainerStatus.wait(status, "CreateContainerConfigError", problem);
    warn("Failed", "Error: " + problem);
  }

  /** Cannot get its image: an error first, then a long wait. */
  Step pull() {
    String image = Json.text(status, "image");
    boolean failedBefore = Json.text(status, "state", "waiting", "reason").equals("ErrImagePull");
    if (failedBefore) {
      ContainerStatus.wait(
          status,
          "ImagePullBackOff",
          "Back-off pulling image \"" + image + "\": ErrImagePull: not found");
      notes.add(new Note(false, "BackOff", "Back-off pulling image \"" + image + "\""));
      return new Step(LONGEST_BACKOFF, LONGEST_BACKOFF, false);
    }
    String why =
        "failed to pull and unpack image \""
            + image
            + "\": failed to resolve reference \""
            + image
            + "\": "
            + image
            + ": not found";
    ContainerStatus.wait(status, "ErrImagePull", "rpc error: code = NotFound desc = " + why);
    warn("Failed", "Failed to pull image \"" + image + "\": " + why);
    warn("Failed", "Error: ErrImagePull");
    return Step.in(PULL_AGAIN);
  }

  /**
   * Stops with an error, or (memory) is killed; then waits longer each time before it is started
   * again.
   */
  Step crash(boolean memory) {
    String reason = memory ? "OOMKilled" : "Error";
    int exitCode = memory ? 137 : 1;
    if (Json.text(pod, "spec", "restartPolicy").equals("Never")) {
      ContainerStatus.end(status, exitCode, reason);
      Json.child(pod, "status").put("phase", "Failed");
      return Step.REST;
    }
    int restarts = status.path("restartCount").asInt() + 1;
    long backoff =
        Math.min(LONGEST_BACKOFF, (long) FIRST_BACKOFF << Math.min(restarts - 1, MOST_DOUBLINGS));
    String name = Json.text(status, "name");
    String podName = Json.text(pod, "metadata", "name");
    status.set(
        "lastState",
        Json.object("terminated", ContainerStatus.terminated(status, exitCode, reason)));
    status.put("restartCount", restarts);
    ContainerStatus.wait(
        status,
        "CrashLoopBackOff",
        "back-off %ds restarting failed container=%s pod=%s_%s(%s)"
            .formatted(
                backoff / 1000,
                name,
                podName,
                Json.text(pod, "metadata", "namespace"),
                Json.text(pod, "metadata", "uid")));
    warn("BackOff", "Back-off restarting failed container %s in pod %s".formatted(name, podName));
    return new Step(backoff, (long) BACKOFF_FLOOR << Math.min(restarts, MOST_DOUBLINGS), false);
  }

  private void warn(String reason, String message) {
    notes.add(new Note(true, reason, message));
  }
}
