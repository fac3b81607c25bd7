package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** The simulated nodes: one that takes everything, and one that is lost. */
final class Nodes {
  static final String NAME = "sandbox-1";
  static final String LOST = "sandbox-lost";
  static final String ADDRESS = "192.0.2.10";

  /**
   * Enough for thousands of stores, so that only a pod that is too large by itself finds no place.
   */
  static final Map<String, String> CAPACITY =
      Map.of("cpu", "4k", "memory", "16Ti", "pods", "100k", "ephemeral-storage", "100Ti");

  /** What one pod may ask for, as if the node were of an ordinary size. */
  static final Map<String, String> LARGEST_POD = Map.of("cpu", "64", "memory", "256Gi");

  static final Map<String, String> LABELS =
      Map.of(
          "kubernetes.io/hostname",
          NAME,
          "kubernetes.io/os",
          "linux",
          "kubernetes.io/arch",
          "amd64");

  private Nodes() {}

  static ObjectNode ready() {
    ObjectNode node = node(NAME);
    ObjectNode status = Json.child(node, "status");
    Conditions.set(
        status,
        "MemoryPressure",
        false,
        "KubeletHasSufficientMemory",
        "kubelet has sufficient memory available");
    Conditions.set(
        status, "DiskPressure", false, "KubeletHasNoDiskPressure", "kubelet has no disk pressure");
    Conditions.set(
        status,
        "PIDPressure",
        false,
        "KubeletHasSufficientPID",
        "kubelet has sufficient PID available");
    Conditions.set(status, "Ready", true, "KubeletReady", "kubelet is posting ready status");
    return node;
  }

  /** Adds a node as its kubelet does: the object, and then its status. */
  static void join(Registry registry, ObjectStore store, ObjectNode node) {
    JsonNode status = node.path("status").deepCopy();
    StoredObject known = store.get(ResourceTypes.NODES, "", Json.text(node, "metadata", "name"));
    StoredObject joined = known == null ? registry.make(ResourceTypes.NODES, "", node) : known;
    if (!joined.tree().has("status")) {
      registry.mutate(joined, tree -> tree.set("status", status));
    }
  }

  static ObjectNode lost() {
    ObjectNode node = node(LOST);
    String message = "Kubelet stopped posting node status.";
    Conditions.set(Json.child(node, "status"), "Ready", "Unknown", "NodeStatusUnknown", message);
    Json.child(node, "spec")
        .set(
            "taints",
            Json.array(
                Json.object("key", "node.kubernetes.io/unreachable", "effect", "NoExecute")));
    return node;
  }

  private static ObjectNode node(String name) {
    ObjectNode labels = Json.object("kubernetes.io/hostname", name, "kubernetes.io/os", "linux");
    labels.put("kubernetes.io/arch", "amd64");
    ObjectNode node = Json.object("metadata", Json.object("name", name, "labels", labels));
    ObjectNode status = Json.child(node, "status");
    status.set("capacity", Json.MAPPER.valueToTree(CAPACITY));
    status.set("allocatable", Json.MAPPER.valueToTree(CAPACITY));
    status.set(
        "addresses",
        Json.array(
            Json.object("type", "InternalIP", "address", ADDRESS),
            Json.object("type", "Hostname", "address", name)));
    status.set(
        "nodeInfo",
        Json.object(
            "kubeletVersion",
            "v1.35.0",
            "osImage",
            "Store Weaver sandbox",
            "architecture",
            "amd64"));
    status.set("images", Json.MAPPER.valueToTree(List.of()));
    return node;
  }
}
