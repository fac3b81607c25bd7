package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What each kind fills in by itself when it is written. */
final class Defaults {
  private Defaults() {}

  static void onCreate(ResourceType type, ObjectNode tree) {
    common(type, tree);
    switch (type.kind()) {
      case "Namespace" -> {
        Json.putDefault(Json.child(tree, "spec"), "finalizers", List.of("kubernetes"));
        Json.child(tree, "status").put("phase", "Active");
      }
      case "Service" -> tree.set("status", Json.object("loadBalancer", Json.object()));
      case "PersistentVolumeClaim" -> {
        Json.list(Json.metadata(tree), "finalizers").add("kubernetes.io/pvc-protection");
        Json.child(tree, "status").put("phase", "Pending");
      }
      case "Pod" -> Json.child(tree, "status").put("phase", "Pending");
      case "Job" -> {
        JobDefaults.identify(tree);
        Json.child(tree, "status");
      }
      case "Deployment", "CronJob", "ResourceQuota" -> Json.child(tree, "status");
      case "ReplicaSet" -> Json.child(tree, "status").put("replicas", 0);
      case "StatefulSet" ->
          Json.child(tree, "status").put("availableReplicas", 0).put("replicas", 0);
      case "Ingress" -> tree.set("status", Json.object("loadBalancer", Json.object()));
      default -> {}
    }
  }

  static void onUpdate(ResourceType type, ObjectNode tree, ObjectNode old) {
    switch (type.kind()) {
      case "Service" -> carry(tree, old, "clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy");
      case "PersistentVolumeClaim" -> carry(tree, old, "volumeName", "storageClassName");
      case "Pod" -> carry(tree, old, "nodeName", "serviceAccountName");
      case "Namespace" -> carry(tree, old, "finalizers");
      case "Job" -> JobDefaults.keep(tree, old);
      default -> {}
    }
    common(type, tree);
  }

  /** An update that leaves out what the server allocated does not take it back. */
  private static void carry(ObjectNode tree, ObjectNode old, String... fields) {
    for (String field : fields) {
      JsonNode had = Json.at(old, "spec", field);
      if (!had.isMissingNode() && !Json.at(tree, "spec").has(field)) {
        Json.child(tree, "spec").set(field, had);
      }
    }
  }

  private static void common(ResourceType type, ObjectNode tree) {
    switch (type.kind()) {
      case "Namespace" ->
          Json.child(Json.metadata(tree), "labels")
              .put("kubernetes.io/metadata.name", Json.text(tree, "metadata", "name"));
      case "Secret" -> secret(tree);
      case "Service" -> service(Json.child(tree, "spec"));
      case "PersistentVolumeClaim" -> Json.putDefault(spec(tree), "volumeMode", "Filesystem");
      case "Pod" -> PodDefaults.pod(spec(tree));
      case "Deployment" -> deployment(spec(tree));
      case "ReplicaSet" -> {
        Json.putDefault(spec(tree), "replicas", 1);
        PodDefaults.template(spec(tree));
      }
      case "StatefulSet" -> statefulSet(spec(tree));
      case "DaemonSet" -> {
        Json.putDefault(spec(tree), "revisionHistoryLimit", 10);
        PodDefaults.template(spec(tree));
      }
      case "Job" -> JobDefaults.job(spec(tree));
      case "CronJob" -> JobDefaults.cronJob(spec(tree));
      case "Ingress", "IngressClass" -> {}
      case "NetworkPolicy" -> networkPolicy(spec(tree));
      case "StorageClass" -> {
        Json.putDefault(tree, "reclaimPolicy", "Delete");
        Json.putDefault(tree, "volumeBindingMode", "Immediate");
      }
      case "HorizontalPodAutoscaler" -> Json.putDefault(spec(tree), "minReplicas", 1);
      default -> {}
    }
  }

  private static ObjectNode spec(ObjectNode tree) {
    return Json.child(tree, "spec");
  }

  private static void secret(ObjectNode tree) {
    Json.putDefault(tree, "type", "Opaque");
    if (tree.remove("stringData") instanceof ObjectNode plain) {
      ObjectNode data = Json.child(tree, "data");
      for (var entry : plain.properties()) {
        byte[] value = entry.getValue().asText().getBytes(StandardCharsets.UTF_8);
        data.put(entry.getKey(), Base64.getEncoder().encodeToString(value));
      }
    }
  }

  private static void service(ObjectNode spec) {
    Json.putDefault(spec, "type", "ClusterIP");
    Json.putDefault(spec, "sessionAffinity", "None");
    String type = Json.text(spec, "type");
    if (type.equals("ExternalName")) {
      return;
    }
    Json.putDefault(spec, "clusterIP", Addresses.service());
    Json.putDefault(spec, "clusterIPs", List.of(Json.text(spec, "clusterIP")));
    Json.putDefault(spec, "internalTrafficPolicy", "Cluster");
    Json.putDefault(spec, "ipFamilies", List.of("IPv4"));
    Json.putDefault(spec, "ipFamilyPolicy", "SingleStack");
    boolean outside = !type.equals("ClusterIP");
    if (outside) {
      Json.putDefault(spec, "externalTrafficPolicy", "Cluster");
    }
    for (JsonNode port : spec.path("ports")) {
      if (port instanceof ObjectNode object) {
        Json.putDefault(object, "protocol", "TCP");
        Json.putDefault(object, "targetPort", object.path("port"));
        if (outside) {
          Json.putDefault(object, "nodePort", Addresses.nodePort());
        }
      }
    }
  }

  private static void deployment(ObjectNode spec) {
    Json.putDefault(spec, "replicas", 1);
    Json.putDefault(spec, "revisionHistoryLimit", 10);
    Json.putDefault(spec, "progressDeadlineSeconds", 600);
    ObjectNode strategy = Json.child(spec, "strategy");
    Json.putDefault(strategy, "type", "RollingUpdate");
    if (Json.text(strategy, "type").equals("RollingUpdate")) {
      ObjectNode rolling = Json.child(strategy, "rollingUpdate");
      Json.putDefault(rolling, "maxUnavailable", "25%");
      Json.putDefault(rolling, "maxSurge", "25%");
    }
    PodDefaults.template(spec);
  }

  private static void statefulSet(ObjectNode spec) {
    Json.putDefault(spec, "replicas", 1);
    Json.putDefault(spec, "revisionHistoryLimit", 10);
    Json.putDefault(spec, "podManagementPolicy", "OrderedReady");
    ObjectNode strategy = Json.child(spec, "updateStrategy");
    Json.putDefault(strategy, "type", "RollingUpdate");
    if (Json.text(strategy, "type").equals("RollingUpdate")) {
      Json.putDefault(Json.child(strategy, "rollingUpdate"), "partition", 0);
    }
    ObjectNode retention = Json.child(spec, "persistentVolumeClaimRetentionPolicy");
    Json.putDefault(retention, "whenDeleted", "Retain");
    Json.putDefault(retention, "whenScaled", "Retain");
    for (JsonNode claim : spec.path("volumeClaimTemplates")) {
      ((ObjectNode) claim).put("apiVersion", "v1").put("kind", "PersistentVolumeClaim");
      Json.putDefault(Json.child((ObjectNode) claim, "spec"), "volumeMode", "Filesystem");
      Json.putDefault((ObjectNode) claim, "status", Json.object("phase", "Pending"));
    }
    PodDefaults.template(spec);
  }

  private static void networkPolicy(ObjectNode spec) {
    Json.putDefault(
        spec,
        "policyTypes",
        spec.has("egress") ? List.of("Ingress", "Egress") : List.of("Ingress"));
    for (String direction : List.of("ingress", "egress")) {
      for (JsonNode rule : spec.path(direction)) {
        for (JsonNode port : rule.path("ports")) {
          Json.putDefault((ObjectNode) port, "protocol", "TCP");
        }
      }
    }
  }
}
