package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a pod, or a pod template, fills in. */
final class PodDefaults {
  private static final int READABLE_BY_ALL = 0644;

  private PodDefaults() {}

  static void template(ObjectNode workloadSpec) {
    pod(Json.child(Json.child(workloadSpec, "template"), "spec"));
  }

  static void pod(ObjectNode spec) {
    Json.putDefault(spec, "restartPolicy", "Always");
    Json.putDefault(spec, "terminationGracePeriodSeconds", 30);
    Json.putDefault(spec, "dnsPolicy", "ClusterFirst");
    Json.putDefault(spec, "schedulerName", "default-scheduler");
    Json.child(spec, "securityContext");
    if (spec.has("serviceAccountName")) {
      Json.putDefault(spec, "serviceAccount", spec.path("serviceAccountName"));
    }
    for (ObjectNode container : Pods.containers(spec)) {
      container(container);
    }
    for (JsonNode volume : spec.path("volumes")) {
      volume((ObjectNode) volume);
    }
  }

  private static void container(ObjectNode container) {
    Json.putDefault(container, "terminationMessagePath", "/dev/termination-log");
    Json.putDefault(container, "terminationMessagePolicy", "File");
    Json.putDefault(container, "imagePullPolicy", pullPolicy(Json.text(container, "image")));
    Json.child(container, "resources");
    for (JsonNode port : container.path("ports")) {
      Json.putDefault((ObjectNode) port, "protocol", "TCP");
    }
    for (JsonNode variable : container.path("env")) {
      if (Json.at(variable, "valueFrom", "fieldRef") instanceof ObjectNode field) {
        Json.putDefault(field, "apiVersion", "v1");
      }
    }
    for (String probe : new String[] {"startupProbe", "readinessProbe", "livenessProbe"}) {
      if (container.get(probe) instanceof ObjectNode found) {
        probe(found);
      }
    }
  }

  private static void probe(ObjectNode probe) {
    Json.putDefault(probe, "timeoutSeconds", 1);
    Json.putDefault(probe, "periodSeconds", 10);
    Json.putDefault(probe, "successThreshold", 1);
    Json.putDefault(probe, "failureThreshold", 3);
    if (probe.get("httpGet") instanceof ObjectNode http) {
      Json.putDefault(http, "path", "/");
      Json.putDefault(http, "scheme", "HTTP");
    }
  }

  private static void volume(ObjectNode volume) {
    for (String source : new String[] {"secret", "configMap", "projected", "downwardAPI"}) {
      if (volume.get(source) instanceof ObjectNode found) {
        Json.putDefault(found, "defaultMode", READABLE_BY_ALL);
      }
    }
    if (volume.get("hostPath") instanceof ObjectNode path) {
      Json.putDefault(path, "type", "");
    }
  }

  private static String pullPolicy(String image) {
    String last = image.substring(image.lastIndexOf('/') + 1);
    boolean pinned = last.contains("@") || (last.contains(":") && !last.endsWith(":latest"));
    return pinned ? "IfNotPresent" : "Always";
  }
}
