package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Answers requests for the logs of pods. */
final class PodLogs {
  private static final long LONGEST_FOLLOW = TimeUnit.HOURS.toNanos(1);

  private final ObjectStore store;
  private final Troubles troubles;

  PodLogs(ObjectStore store, Troubles troubles) {
    this.store = store;
    this.troubles = troubles;
  }

  void serve(Exchange exchange) throws IOException {
    ApiRequest request = exchange.request();
    StoredObject pod = store.get(ResourceTypes.PODS, request.namespace(), request.name());
    if (request.type() != ResourceTypes.PODS || pod == null) {
      throw Refusal.notFound(ResourceTypes.PODS, request.name());
    }
    String container = container(request, pod.tree());
    List<String> lines = lines(pod, container, request.flag("previous"));
    String tail = request.parameter("tailLines");
    if (tail.matches("\\d{1,9}")) {
      lines = lines.subList(Math.max(0, lines.size() - Integer.parseInt(tail)), lines.size());
    }
    try (OutputStream out = exchange.stream("text/plain")) {
      write(out, lines);
      if (request.flag("follow")) {
        follow(out, pod, container);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String container(ApiRequest request, ObjectNode tree) {
    String asked = request.parameter("container");
    List<String> names =
        Pods.containers(tree.path("spec")).stream().map(one -> Json.text(one, "name")).toList();
    if (!asked.isEmpty()) {
      if (!names.contains(asked)) {
        throw Refusal.badRequest(
            "container %s is not valid for pod %s".formatted(asked, request.name()));
      }
      return asked;
    }
    JsonNode main = Json.at(tree, "spec", "containers");
    if (main.size() > 1) {
      throw Refusal.badRequest(
          "a container name must be specified for pod %s, choose one of: [%s]"
              .formatted(request.name(), String.join(" ", names)));
    }
    return Json.text(main.path(0), "name");
  }

  private List<String> lines(StoredObject pod, String container, boolean previous) {
    ObjectNode tree = pod.tree();
    JsonNode status = ContainerStatus.find(tree, container);
    JsonNode waiting = Json.at(status, "state", "waiting");
    boolean ran = Json.at(status, "lastState").has("terminated");
    if (previous && !ran) {
      throw Refusal.badRequest(
          "previous terminated container \"%s\" in pod \"%s\" not found"
              .formatted(container, pod.name));
    }
    if (status.isMissingNode() || (!waiting.isMissingNode() && !ran)) {
      String reason = Json.text(waiting, "reason");
      throw Refusal.badRequest(
          "container \"%s\" in pod \"%s\" is waiting to start: %s"
              .formatted(container, pod.name, reason.isEmpty() ? "ContainerCreating" : reason));
    }
    return LogLines.of(pod, container, status, troubles.of(pod));
  }

  private static void write(OutputStream out, List<String> lines) throws IOException {
    for (String line : lines) {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    out.flush();
  }

  /** Writes the log anew whenever the container was started anew, until the pod is gone. */
  private void follow(OutputStream out, StoredObject pod, String container)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST_FOLLOW;
    Table pods = store.table(ResourceTypes.PODS);
    Watcher watcher =
        new Watcher(pod.namespace, Selector.of(null, null).and(other -> other.uid.equals(pod.uid)));
    store.locked(
        () -> {
          pods.join(watcher, pod.revision);
          return true;
        });
    try {
      int restarts = ContainerStatus.restarts(pod.tree(), container);
      while (System.nanoTime() < end) {
        Watcher.Event event = watcher.next(end - System.nanoTime());
        if (event == null || event.object() == null || event.kind() == Change.Kind.DELETED) {
          return;
        }
        ObjectNode tree = event.object().tree();
        if (Pods.finished(tree)) {
          return;
        }
        int now = ContainerStatus.restarts(tree, container);
        if (now > restarts) {
          restarts = now;
          write(
              out,
              LogLines.of(pod, container, ContainerStatus.find(tree, container), troubles.of(pod)));
        }
      }
    } finally {
      pods.leave(watcher);
    }
  }
}
