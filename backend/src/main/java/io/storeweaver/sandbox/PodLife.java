package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of a pod on a node: from its present status, and what it suffers from, to
 * its next status. Knows no clock; it answers how long the step takes.
 */
final class PodLife {
  /**
   * The time until the next step in milliseconds at pace 1, and its floor; at rest there is none.
   */
  record Step(long millis, long floor, boolean rests) {
    static final Step REST = new Step(0, 0, true);

    static Step in(long millis) {
      return new Step(millis, 0, false);
    }
  }

  /** An event to be recorded. */
  record Note(boolean warning, String reason, String message) {}

  private static final int INIT = 250;
  private static final int START = 250;
  private static final int READY = 600;
  private static final int SLOW_READY = 20_000;
  private static final int RUN_TO_END = 700;
  private static final int CRASH = 400;
  private static final int PROBE_AGAIN = 30_000;

  private final ObjectNode pod;
  private final ObjectNode status;
  private final @Nullable Scenario trouble;
  private final References references;
  private final List<Note> notes = new ArrayList<>();

  PodLife(ObjectNode pod, @Nullable Scenario trouble, References references) {
    this.pod = pod;
    this.trouble = trouble;
    this.references = references;
    status = Json.child(pod, "status");
  }

  List<Note> notes() {
    return notes;
  }

  Step advance() {
    if (Pods.finished(pod)) {
      return Step.REST;
    }
    ContainerStatus.ensure(pod);
    if (trouble == Scenario.EVICTED) {
      return evict();
    }
    if (trouble == Scenario.NODE_LOST) {
      return lose();
    }
    if (!Json.text(status, "phase").equals("Running") && !volumesMounted()) {
      return Step.REST;
    }
    Step init = initialise();
    if (init != null) {
      return init;
    }
    return anyWaiting() ? start() : live();
  }

  private Step evict() {
    String message =
        "The node was low on resource: ephemeral-storage. Threshold quantity: 10Gi, available: 2Gi.";
    status.put("phase", "Failed").put("reason", "Evicted").put("message", message);
    Conditions.set(status, "DisruptionTarget", true, "TerminationByKubelet", message);
    for (ObjectNode one : statuses("containerStatuses")) {
      ContainerStatus.end(one, 137, "Error");
    }
    readiness();
    warn("Evicted", message);
    return Step.REST;
  }

  private Step lose() {
    String node = Json.text(pod, "spec", "nodeName");
    String message =
        "Node "
            + node
            + " which was running pod "
            + Json.text(pod, "metadata", "name")
            + " is unresponsive";
    status.put("phase", "Running").put("reason", "NodeLost").put("message", message);
    for (ObjectNode one : statuses("containerStatuses")) {
      if (!ContainerStatus.running(one)) {
        ContainerStatus.run(one);
      }
      one.put("ready", false);
    }
    Conditions.set(status, "Ready", false, "NodeLost", message);
    Conditions.set(status, "ContainersReady", false, "NodeLost", message);
    warn("NodeNotReady", "Node is not ready");
    return Step.REST;
  }

  private boolean volumesMounted() {
    String problem = references.missingForVolumes(pod);
    if (trouble == Scenario.VOLUME_MOUNT) {
      String claim = Pods.claims(pod).stream().findFirst().orElse("data");
      problem =
          "MountVolume.MountDevice failed for volume \""
              + claim
              + "\" : rpc error: code = Internal desc = mount failed: exit status 32";
    }
    if (problem.isEmpty()) {
      Conditions.set(status, "PodReadyToStartContainers", true);
      return true;
    }
    Conditions.set(status, "PodReadyToStartContainers", false);
    readiness();
    warn("FailedMount", problem);
    return false;
  }

  /** Runs the init containers one by one; null when all of them are through. */
  private @Nullable Step initialise() {
    JsonNode containers = Json.at(pod, "spec", "initContainers");
    List<ObjectNode> statuses = statuses("initContainerStatuses");
    for (int i = 0; i < statuses.size(); i++) {
      ObjectNode one = statuses.get(i);
      boolean sidecar = Json.text(containers.path(i), "restartPolicy").equals("Always");
      if (ContainerStatus.completed(one) || (sidecar && ContainerStatus.running(one))) {
        continue;
      }
      if (ContainerStatus.running(one)) {
        ContainerStatus.end(one, 0, "Completed");
        one.put("ready", true);
        continue;
      }
      String problem = references.missingForContainer(containers.path(i));
      Conditions.set(
          status,
          "Initialized",
          false,
          "ContainersNotInitialized",
          "containers with incomplete status: [" + Json.text(one, "name") + "]");
      readiness();
      if (!problem.isEmpty()) {
        failing(one).configError(problem);
        return Step.REST;
      }
      ContainerStatus.run(one);
      one.put("ready", sidecar);
      return Step.in(INIT);
    }
    Conditions.set(status, "Initialized", true);
    return null;
  }

  private boolean anyWaiting() {
    return statuses("containerStatuses").stream()
        .anyMatch(one -> Json.at(one, "state").has("waiting"));
  }

  /** Starts the containers that wait; the first one is where the trouble shows. */
  private Step start() {
    JsonNode containers = Json.at(pod, "spec", "containers");
    List<ObjectNode> statuses = statuses("containerStatuses");
    Step next = null;
    for (int i = 0; i < statuses.size(); i++) {
      ObjectNode one = statuses.get(i);
      if (Json.at(one, "state").has("waiting")) {
        Step obstacle = obstacle(containers.path(i), one, i == 0);
        if (obstacle == null) {
          ContainerStatus.run(one);
          note("Started", "Container started");
        } else if (next == null) {
          next = obstacle;
        }
      }
    }
    boolean some = statuses.stream().anyMatch(ContainerStatus::running);
    status.put("phase", some ? "Running" : Json.text(status, "phase"));
    if (some && !status.has("podIP")) {
      String ip = Addresses.pod();
      status.put("podIP", ip).set("podIPs", Json.array(Json.object("ip", ip)));
    }
    readiness();
    return next != null ? next : Step.in(startTime());
  }

  private long startTime() {
    if (trouble == Scenario.SLOW_START) {
      return SLOW_READY;
    }
    if (crashes()) {
      return CRASH;
    }
    return runsToEnd() ? RUN_TO_END : READY + START;
  }

  private @Nullable Step obstacle(JsonNode container, ObjectNode one, boolean first) {
    String problem = references.missingForContainer(container);
    if (first && trouble == Scenario.CONFIG) {
      problem = "secret \"" + FailingContainer.secretOf(pod) + "\" not found";
    }
    if (!problem.isEmpty()) {
      failing(one).configError(problem);
      return Step.REST;
    }
    if (first && trouble == Scenario.IMAGE_PULL) {
      return failing(one).pull();
    }
    if (first && crashes() && one.path("restartCount").asInt() > 0) {
      return failing(one).crash(trouble == Scenario.OUT_OF_MEMORY);
    }
    return null;
  }

  private FailingContainer failing(ObjectNode one) {
    return new FailingContainer(pod, one, notes);
  }

  private boolean crashes() {
    return trouble == Scenario.CRASH_LOOP
        || trouble == Scenario.OUT_OF_MEMORY
        || trouble == Scenario.SETUP_JOB;
  }

  private boolean runsToEnd() {
    return !Json.text(pod, "spec", "restartPolicy").equals("Always");
  }

  /** All containers run, and time has passed since. */
  private Step live() {
    List<ObjectNode> statuses = statuses("containerStatuses");
    if (crashes()) {
      Step crash = failing(statuses.getFirst()).crash(trouble == Scenario.OUT_OF_MEMORY);
      readiness();
      return crash;
    }
    if (runsToEnd()) {
      statuses.forEach(one -> ContainerStatus.end(one, 0, "Completed"));
      status.put("phase", "Succeeded");
      readiness();
      return Step.REST;
    }
    boolean unready = trouble == Scenario.PROBE || trouble == Scenario.ROLLOUT_STUCK;
    int probed = unready ? probed() : -1;
    for (int i = 0; i < statuses.size(); i++) {
      statuses.get(i).put("ready", i != probed);
    }
    readiness();
    if (unready) {
      warn("Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 500");
      return new Step(PROBE_AGAIN, PROBE_AGAIN, false);
    }
    return Step.REST;
  }

  private int probed() {
    JsonNode containers = Json.at(pod, "spec", "containers");
    for (int i = 0; i < containers.size(); i++) {
      if (containers.path(i).has("readinessProbe")) {
        return i;
      }
    }
    return 0;
  }

  private void readiness() {
    List<String> unready = new ArrayList<>();
    for (ObjectNode one : statuses("containerStatuses")) {
      if (!one.path("ready").asBoolean()) {
        unready.add(Json.text(one, "name"));
      }
    }
    boolean succeeded = Json.text(status, "phase").equals("Succeeded");
    boolean ready = unready.isEmpty() && !succeeded;
    String reason = ready ? "" : succeeded ? "PodCompleted" : "ContainersNotReady";
    String message =
        ready || succeeded
            ? ""
            : "containers with unready status: [" + String.join(" ", unready) + "]";
    Conditions.set(status, "Ready", ready, reason, message);
    Conditions.set(status, "ContainersReady", ready, reason, message);
  }

  private List<ObjectNode> statuses(String field) {
    List<ObjectNode> statuses = new ArrayList<>();
    if (status.get(field) instanceof ArrayNode array) {
      array.forEach(one -> statuses.add((ObjectNode) one));
    }
    return statuses;
  }

  private void warn(String reason, String message) {
    notes.add(new Note(true, reason, message));
  }

  private void note(String reason, String message) {
    notes.add(new Note(false, reason, message));
  }
}
