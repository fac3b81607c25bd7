package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Decides whether a pod finds a place, and says why not as the real scheduler does. */
final class Scheduler {
  private static final String SOURCE = "default-scheduler";

  private final Context context;
  private final ObjectStore store;
  private final Volumes volumes;

  Scheduler(Context context, Volumes volumes) {
    this.context = context;
    this.volumes = volumes;
    store = context.store();
  }

  /** Binds the pod to a node, or records why it has to wait; answers whether it was bound. */
  boolean schedule(StoredObject pod, ObjectNode tree) {
    String obstacle = obstacle(pod, tree);
    if (obstacle.isEmpty()) {
      List<StoredObject> unbound = unbound(pod, tree);
      if (unbound.isEmpty()) {
        bind(pod);
        return true;
      }
      boolean coming = true;
      for (StoredObject claim : unbound) {
        coming &= volumes.wanted(claim);
      }
      if (coming) {
        // the claims' binding wakes the pod; nothing is wrong yet
        return false;
      }
      obstacle = "pod has unbound immediate PersistentVolumeClaims";
    }
    String message =
        "0/1 nodes are available: "
            + obstacle
            + ". preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.";
    context
        .registry()
        .mutate(
            pod,
            waiting ->
                Conditions.set(
                    Json.child(waiting, "status"),
                    "PodScheduled",
                    false,
                    "Unschedulable",
                    message));
    context.events().warning(pod, SOURCE, "FailedScheduling", message);
    return false;
  }

  private String obstacle(StoredObject pod, ObjectNode tree) {
    Scenario trouble = context.troubles().of(pod);
    if (trouble == Scenario.UNSCHEDULABLE) {
      return "1 Insufficient memory";
    }
    if (trouble == Scenario.EVICTED && evictedBefore(pod)) {
      return "1 node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }";
    }
    for (String resource : List.of("cpu", "memory")) {
      BigDecimal asked = Quotas.podAmount(tree, "requests", resource);
      String most = Nodes.LARGEST_POD.getOrDefault(resource, "0");
      if (asked != null && asked.compareTo(Quantities.parse(most)) > 0) {
        return "1 Insufficient " + resource;
      }
    }
    for (var wanted : Json.at(tree, "spec", "nodeSelector").properties()) {
      if (!Nodes.LABELS.getOrDefault(wanted.getKey(), "").equals(wanted.getValue().asText())) {
        return "1 node(s) didn't match Pod's node affinity/selector";
      }
    }
    for (String claim : Pods.claims(tree)) {
      if (store.get(ResourceTypes.CLAIMS, pod.namespace, claim) == null) {
        return "persistentvolumeclaim \"" + claim + "\" not found";
      }
    }
    return "";
  }

  private boolean evictedBefore(StoredObject pod) {
    for (StoredObject other : store.list(ResourceTypes.PODS, pod.namespace)) {
      boolean sibling =
          !pod.owners.isEmpty() && !other.uid.equals(pod.uid) && other.owners.equals(pod.owners);
      if (sibling && Json.text(other.tree(), "status", "reason").equals("Evicted")) {
        return true;
      }
    }
    return false;
  }

  private List<StoredObject> unbound(StoredObject pod, ObjectNode tree) {
    List<StoredObject> unbound = new ArrayList<>();
    for (String name : Pods.claims(tree)) {
      StoredObject claim = store.get(ResourceTypes.CLAIMS, pod.namespace, name);
      if (claim != null && !Json.text(claim.tree(), "status", "phase").equals("Bound")) {
        unbound.add(claim);
      }
    }
    return unbound;
  }

  private void bind(StoredObject pod) {
    boolean lost = context.troubles().of(pod) == Scenario.NODE_LOST;
    if (lost && store.get(ResourceTypes.NODES, "", Nodes.LOST) == null) {
      Nodes.join(context.registry(), store, Nodes.lost());
    }
    String node = lost ? Nodes.LOST : Nodes.NAME;
    context
        .registry()
        .mutate(
            pod,
            tree -> {
              Json.child(tree, "spec").put("nodeName", node);
              ObjectNode status = Json.child(tree, "status");
              Conditions.set(status, "PodScheduled", true);
              status.put("hostIP", Nodes.ADDRESS).put("startTime", Json.now());
              ContainerStatus.ensure(tree);
            });
    String message = "Successfully assigned " + pod.key() + " to " + node;
    context.events().normal(pod, SOURCE, "Scheduled", message);
  }
}
