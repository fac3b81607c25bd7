package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Keeps as many pods as a ReplicaSet asks for. */
final class ReplicaSets extends Workload {
  private static final String SOURCE = "replicaset-controller";

  ReplicaSets(Context context) {
    super(context, ResourceTypes.REPLICA_SETS);
  }

  @Override
  void reconcile(StoredObject set, ObjectNode tree) {
    int wanted = Json.at(tree, "spec", "replicas").asInt(1);
    List<StoredObject> pods = new ArrayList<>(activePods(set));
    String refusal = "";
    while (pods.size() < wanted && refusal.isEmpty()) {
      refusal = add(set, tree, pods);
    }
    if (pods.size() > wanted) {
      // those that are not ready go first, then the youngest
      pods.sort(
          Comparator.comparing((StoredObject pod) -> !Pods.ready(pod.tree()))
              .thenComparing(pod -> pod.revision)
              .reversed());
      pods.subList(0, pods.size() - wanted).forEach(context.deletion()::delete);
    }
    writeStatus(set, tree, refusal);
  }

  /** Adds a pod; answers the refusal, or "". */
  private String add(StoredObject set, ObjectNode tree, List<StoredObject> pods) {
    ObjectNode pod =
        PodFactory.from(set, set.name + "-", Json.at(tree, "spec", "template"), Map.of());
    try {
      StoredObject made = context.registry().make(ResourceTypes.PODS, set.namespace, pod);
      pods.add(made);
      retries.done(set);
      context.events().normal(set, SOURCE, "SuccessfulCreate", "Created pod: " + made.name);
      return "";
    } catch (Refusal e) {
      String message = e.getMessage() == null ? "" : e.getMessage();
      context.events().warning(set, SOURCE, "FailedCreate", "Error creating: " + message);
      later(set, retries.next(set), 50);
      return message;
    }
  }

  private void writeStatus(StoredObject set, ObjectNode tree, String refusal) {
    List<StoredObject> pods = activePods(set);
    int ready = count(pods, Pods::ready);
    context
        .registry()
        .mutate(
            set,
            next -> {
              ObjectNode status = Json.child(next, "status");
              status.put("replicas", pods.size());
              Json.count(status, "fullyLabeledReplicas", pods.size());
              Json.count(status, "readyReplicas", ready);
              Json.count(status, "availableReplicas", ready);
              status.put("observedGeneration", Json.at(tree, "metadata", "generation").asInt());
              if (refusal.isEmpty()) {
                Conditions.remove(status, "ReplicaFailure");
              } else if (!Conditions.isTrue(status, "ReplicaFailure")) {
                Conditions.set(status, "ReplicaFailure", true, "FailedCreate", refusal);
              }
            });
  }
}
