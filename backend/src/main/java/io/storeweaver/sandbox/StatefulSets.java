package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps the numbered pods of StatefulSets, one after the other, with their claims. */
final class StatefulSets extends Workload {
  private static final String SOURCE = "statefulset-controller";
  private static final String REVISION = "controller-revision-hash";

  StatefulSets(Context context) {
    super(context, ResourceTypes.STATEFUL_SETS);
  }

  @Override
  void reconcile(StoredObject set, ObjectNode tree) {
    int wanted = Json.at(tree, "spec", "replicas").asInt(1);
    String revision = set.name + "-" + Names.hash(Json.at(tree, "spec", "template").hashCode());
    boolean inOrder = !Json.text(tree, "spec", "podManagementPolicy").equals("Parallel");
    boolean complete = true;
    for (int i = 0; i < wanted && (complete || !inOrder); i++) {
      complete &= ensure(set, tree, i, revision);
    }
    for (StoredObject pod : activePods(set)) {
      if (ordinal(set, pod) >= wanted) {
        context.deletion().delete(pod);
      }
    }
    boolean onDelete = Json.text(tree, "spec", "updateStrategy", "type").equals("OnDelete");
    if (complete && !onDelete) {
      replaceOutdated(set, revision);
    }
    writeStatus(set, tree, wanted, revision);
  }

  private static int ordinal(StoredObject set, StoredObject pod) {
    String text = pod.name.substring(Math.min(pod.name.length(), set.name.length() + 1));
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : Integer.MAX_VALUE;
  }

  /** Makes the pod of this number if it is missing; answers whether it is there and ready. */
  private boolean ensure(StoredObject set, ObjectNode tree, int number, String revision) {
    String name = set.name + "-" + number;
    StoredObject pod = store.get(ResourceTypes.PODS, set.namespace, name);
    if (pod != null) {
      ObjectNode podTree = pod.tree();
      if (!pod.dying && Pods.finished(podTree)) {
        context.deletion().delete(pod);
      }
      return !pod.dying && Pods.ready(podTree);
    }
    try {
      make(set, tree, name, number, revision);
      retries.done(set);
    } catch (Refusal e) {
      String message =
          "create Pod " + name + " in StatefulSet " + set.name + " failed error: " + e.getMessage();
      context.events().warning(set, SOURCE, "FailedCreate", message);
      later(set, retries.next(set), 50);
    }
    return false;
  }

  private void make(StoredObject set, ObjectNode tree, String name, int number, String revision) {
    ObjectNode template = Json.at(tree, "spec", "template").deepCopy();
    for (JsonNode claimTemplate : Json.at(tree, "spec", "volumeClaimTemplates")) {
      String volume = Json.text(claimTemplate, "metadata", "name");
      String claim = volume + "-" + name;
      ObjectNode spec = Json.child(template, "spec");
      Json.removeIf(spec.path("volumes"), one -> Json.text(one, "name").equals(volume));
      Json.list(spec, "volumes")
          .add(
              Json.object(
                  "name", volume, "persistentVolumeClaim", Json.object("claimName", claim)));
      if (store.get(ResourceTypes.CLAIMS, set.namespace, claim) == null) {
        context
            .registry()
            .make(ResourceTypes.CLAIMS, set.namespace, claim(tree, claimTemplate, claim));
      }
    }
    ObjectNode pod =
        PodFactory.from(
            set,
            name,
            template,
            Map.of(
                "statefulset.kubernetes.io/pod-name",
                name,
                "apps.kubernetes.io/pod-index",
                Integer.toString(number),
                REVISION,
                revision));
    Json.child(pod, "spec")
        .put("hostname", name)
        .put("subdomain", Json.text(tree, "spec", "serviceName"));
    context.registry().make(ResourceTypes.PODS, set.namespace, pod);
    String message = "create Pod %s in StatefulSet %s successful".formatted(name, set.name);
    context.events().normal(set, SOURCE, "SuccessfulCreate", message);
  }

  private static ObjectNode claim(ObjectNode tree, JsonNode template, String name) {
    ObjectNode metadata = Json.object("name", name);
    ObjectNode labels = Json.child(metadata, "labels");
    if (Json.at(template, "metadata", "labels") instanceof ObjectNode own) {
      labels.setAll(own);
    }
    if (Json.at(tree, "spec", "selector", "matchLabels") instanceof ObjectNode selected) {
      labels.setAll(selected);
    }
    ObjectNode claim = Json.object("metadata", metadata);
    claim.set("spec", template.path("spec").deepCopy());
    return claim;
  }

  /** Replaces the highest outdated pod; the next one follows when its successor is ready. */
  private void replaceOutdated(StoredObject set, String revision) {
    StoredObject highest = null;
    for (StoredObject pod : activePods(set)) {
      boolean outdated = !revision.equals(pod.labels.get(REVISION));
      if (outdated && (highest == null || ordinal(set, pod) > ordinal(set, highest))) {
        highest = pod;
      }
    }
    if (highest != null) {
      context.deletion().delete(highest);
    }
  }

  private void writeStatus(StoredObject set, ObjectNode seen, int wanted, String revision) {
    List<StoredObject> pods = new ArrayList<>(activePods(set));
    int ready = count(pods, Pods::ready);
    int updated =
        (int) pods.stream().filter(pod -> revision.equals(pod.labels.get(REVISION))).count();
    context
        .registry()
        .mutate(
            set,
            tree -> {
              ObjectNode status = Json.child(tree, "status");
              status.put("observedGeneration", Json.at(seen, "metadata", "generation").asInt());
              status.put("replicas", pods.size()).put("availableReplicas", ready);
              Json.count(status, "readyReplicas", ready);
              Json.count(status, "updatedReplicas", updated);
              status.put("updateRevision", revision).put("collisionCount", 0);
              if (updated >= wanted || !status.has("currentRevision")) {
                status.put("currentRevision", revision);
              }
              boolean whole = Json.text(status, "currentRevision").equals(revision);
              Json.count(status, "currentReplicas", whole ? updated : pods.size() - updated);
            });
  }
}
