package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;

/**
 * Checks a whole object, defaults filled in, as its kind demands; what is wrong is answered 422
 * with all causes.
 */
final class Validation {
  private static final int MOST_DATA_BYTES = 1 << 20;
  private static final int MOST_ANNOTATION_BYTES = 256 << 10;

  private Validation() {}

  static void check(ResourceType type, ObjectNode tree) {
    Problems problems = new Problems();
    metadata(type, tree.path("metadata"), problems);
    JsonNode spec = tree.path("spec");
    switch (type.kind()) {
      case "Pod" -> new PodRules(problems).spec(spec, "spec", PodRules.Owner.POD);
      case "Deployment", "ReplicaSet", "DaemonSet" ->
          WorkloadRules.workload(spec, problems, PodRules.Owner.LASTING);
      case "StatefulSet" -> WorkloadRules.statefulSet(spec, problems);
      case "Job" -> WorkloadRules.job(spec, problems);
      case "CronJob" -> WorkloadRules.cronJob(spec, problems);
      case "Service" -> NetworkRules.service(spec, problems);
      case "Ingress" -> NetworkRules.ingress(spec, problems);
      case "NetworkPolicy" -> NetworkRules.policy(spec, problems);
      case "PersistentVolumeClaim" -> WorkloadRules.claim(spec, "spec", problems);
      case "PodDisruptionBudget" -> budget(spec, problems);
      case "HorizontalPodAutoscaler" -> autoscaler(spec, problems);
      case "ConfigMap" -> data(tree.path("data"), problems);
      case "Secret" -> secret(type, tree, problems);
      case "ResourceQuota" -> quantities(spec.path("hard"), "spec.hard", problems);
      case "StorageClass" -> problems.present("provisioner", Json.text(tree, "provisioner"), "");
      case "RoleBinding", "ClusterRoleBinding" ->
          problems.present("roleRef.name", Json.text(tree, "roleRef", "name"), "");
      default -> {}
    }
    if (!problems.causes().isEmpty()) {
      throw Refusal.invalid(type, Json.text(tree, "metadata", "name"), problems.causes());
    }
  }

  private static void metadata(ResourceType type, JsonNode metadata, Problems problems) {
    NameRule rule =
        switch (type.kind()) {
          case "Service" -> NameRule.DNS_1035;
          case "Namespace" -> NameRule.LABEL;
          default -> NameRule.SUBDOMAIN;
        };
    if (!type.group().startsWith("rbac.")) {
      problems.check("metadata.name", Json.text(metadata, "name"), rule);
    }
    labels(metadata.path("labels"), "metadata.labels", problems);
    int size = 0;
    for (var annotation : metadata.path("annotations").properties()) {
      problems.check("metadata.annotations", annotation.getKey(), NameRule.QUALIFIED);
      size += annotation.getKey().length() + annotation.getValue().asText().length();
    }
    if (size > MOST_ANNOTATION_BYTES) {
      problems.invalid("metadata.annotations", "\"\"", "must have at most 262144 bytes");
    }
    for (JsonNode finalizer : metadata.path("finalizers")) {
      problems.check("metadata.finalizers", finalizer.asText(), NameRule.QUALIFIED);
    }
  }

  static void labels(JsonNode labels, String field, Problems problems) {
    for (var label : labels.properties()) {
      problems.check(field, label.getKey(), NameRule.QUALIFIED);
      problems.check(field, label.getValue().asText(), NameRule.LABEL_VALUE);
    }
  }

  private static void data(JsonNode data, Problems problems) {
    int size = 0;
    for (var entry : data.properties()) {
      problems.check("data[" + entry.getKey() + "]", entry.getKey(), NameRule.DATA_KEY);
      size += entry.getValue().asText().length();
    }
    if (size > MOST_DATA_BYTES) {
      problems.invalid("", "\"\"", "Too long: may not be more than 1048576 bytes");
    }
  }

  private static void secret(ResourceType type, ObjectNode tree, Problems problems) {
    data(tree.path("data"), problems);
    for (var entry : tree.path("data").properties()) {
      try {
        Base64.getDecoder().decode(entry.getValue().asText());
      } catch (IllegalArgumentException e) {
        throw Refusal.badRequest(
            "Secret in version \"%s\" cannot be handled as a Secret: illegal base64 data at input byte 0"
                .formatted(type.version()));
      }
    }
  }

  private static void quantities(JsonNode amounts, String field, Problems problems) {
    for (var amount : amounts.properties()) {
      if (Quantities.parse(amount.getValue().asText()).signum() < 0) {
        problems.invalid(
            field + "[" + amount.getKey() + "]",
            amount.getValue(),
            "must be greater than or equal to 0");
      }
    }
  }

  private static void budget(JsonNode spec, Problems problems) {
    if (spec.has("minAvailable") && spec.has("maxUnavailable")) {
      problems.invalid("spec", spec, "minAvailable and maxUnavailable cannot be both set");
    }
    labels(Json.at(spec, "selector", "matchLabels"), "spec.selector.matchLabels", problems);
  }

  private static void autoscaler(JsonNode spec, Problems problems) {
    problems.present("spec.scaleTargetRef.kind", Json.text(spec, "scaleTargetRef", "kind"), "");
    problems.present("spec.scaleTargetRef.name", Json.text(spec, "scaleTargetRef", "name"), "");
    int most = spec.path("maxReplicas").asInt();
    if (most < 1) {
      problems.invalid("spec.maxReplicas", spec.path("maxReplicas"), "must be greater than 0");
    } else if (most < spec.path("minReplicas").asInt(1)) {
      problems.invalid(
          "spec.maxReplicas",
          spec.path("maxReplicas"),
          "must be greater than or equal to `minReplicas`");
    }
  }
}
