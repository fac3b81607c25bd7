package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.sandbox.Refusal.Cause;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Refuses updates of what may not change. */
final class Immutability {
  private static final String IMMUTABLE = "field is immutable";
  private static final Set<String> STATEFUL_SET_MUTABLE =
      Set.of(
          "replicas",
          "ordinals",
          "template",
          "updateStrategy",
          "revisionHistoryLimit",
          "persistentVolumeClaimRetentionPolicy",
          "minReadySeconds");

  private Immutability() {}

  static void check(ResourceType type, ObjectNode next, ObjectNode old, Admission admission) {
    List<Cause> causes = new ArrayList<>();
    switch (type.kind()) {
      case "Deployment", "ReplicaSet", "DaemonSet" -> same(causes, next, old, "selector");
      case "StatefulSet" -> statefulSet(causes, next, old);
      case "Job" -> {
        same(causes, next, old, "selector");
        same(causes, next, old, "completions");
        same(causes, next, old, "completionMode");
        template(causes, next, old);
      }
      case "Service" -> clusterIp(causes, next, old);
      case "PersistentVolumeClaim" -> claim(causes, type, next, old, admission);
      case "Secret" -> {
        if (!next.path("type").equals(old.path("type"))) {
          causes.add(invalid("type", next.path("type"), IMMUTABLE));
        }
        sealed(causes, next, old);
      }
      case "ConfigMap" -> sealed(causes, next, old);
      case "Pod" -> pod(causes, next, old);
      case "StorageClass" -> storageClass(causes, next, old);
      default -> {}
    }
    if (!causes.isEmpty()) {
      throw Refusal.invalid(type, Json.text(next, "metadata", "name"), causes);
    }
  }

  private static Cause invalid(String field, JsonNode value, String why) {
    return Cause.of("Invalid", field, "Invalid value: " + Json.shown(value) + ": " + why);
  }

  private static void same(List<Cause> causes, ObjectNode next, ObjectNode old, String field) {
    JsonNode now = Json.at(next, "spec", field);
    if (!now.equals(Json.at(old, "spec", field))) {
      causes.add(invalid("spec." + field, now, IMMUTABLE));
    }
  }

  private static void template(List<Cause> causes, ObjectNode next, ObjectNode old) {
    JsonNode now = Json.at(next, "spec", "template");
    if (!now.equals(Json.at(old, "spec", "template"))) {
      causes.add(invalid("spec.template", now, IMMUTABLE));
    }
  }

  private static void statefulSet(List<Cause> causes, ObjectNode next, ObjectNode old) {
    if (!frozen(next).equals(frozen(old))) {
      causes.add(
          Cause.of(
              "Forbidden",
              "spec",
              "Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals',"
                  + " 'template', 'updateStrategy', 'revisionHistoryLimit',"
                  + " 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"));
    }
  }

  private static ObjectNode frozen(ObjectNode tree) {
    ObjectNode spec = Json.child(tree, "spec").deepCopy();
    spec.remove(STATEFUL_SET_MUTABLE);
    return spec;
  }

  private static void clusterIp(List<Cause> causes, ObjectNode next, ObjectNode old) {
    String had = Json.text(old, "spec", "clusterIP");
    boolean external =
        Json.text(old, "spec", "type").equals("ExternalName")
            || Json.text(next, "spec", "type").equals("ExternalName");
    if (!had.isEmpty() && !external && !had.equals(Json.text(next, "spec", "clusterIP"))) {
      causes.add(
          invalid(
              "spec.clusterIPs[0]",
              Json.at(next, "spec", "clusterIPs"),
              "may not change once set"));
    }
  }

  private static void claim(
      List<Cause> causes, ResourceType type, ObjectNode next, ObjectNode old, Admission admission) {
    ObjectNode rest = Json.child(next, "spec").deepCopy();
    ObjectNode before = Json.child(old, "spec").deepCopy();
    BigDecimal now = storage(rest);
    BigDecimal had = storage(before);
    Json.child(rest, "resources").remove("requests");
    Json.child(before, "resources").remove("requests");
    rest.remove("volumeName");
    before.remove("volumeName");
    if (!rest.equals(before)) {
      causes.add(
          Cause.of(
              "Forbidden",
              "spec",
              "Forbidden: spec is immutable after creation except resources.requests and"
                  + " volumeAttributesClassName for bound claims"));
    } else if (now.compareTo(had) < 0) {
      causes.add(
          Cause.of(
              "Forbidden",
              "spec.resources.requests.storage",
              "Forbidden: field can not be less than status.capacity"));
    } else if (now.compareTo(had) > 0
        && !admission.expandable(Json.text(next, "spec", "storageClassName"))) {
      throw Refusal.forbidden(
          type,
          Json.text(next, "metadata", "name"),
          "only dynamically provisioned pvc can be resized and the storageclass that provisions the"
              + " pvc must support resize");
    }
  }

  private static BigDecimal storage(ObjectNode spec) {
    return Quantities.parse(Json.text(spec, "resources", "requests", "storage"));
  }

  private static void sealed(List<Cause> causes, ObjectNode next, ObjectNode old) {
    if (!old.path("immutable").asBoolean()) {
      return;
    }
    String why = "Forbidden: field is immutable when `immutable` is set";
    if (!next.path("immutable").asBoolean()) {
      causes.add(Cause.of("Forbidden", "immutable", why));
    }
    if (!next.path("data").equals(old.path("data"))) {
      causes.add(Cause.of("Forbidden", "data", why));
    }
  }

  private static void pod(List<Cause> causes, ObjectNode next, ObjectNode old) {
    ObjectNode now = Json.child(next, "spec").deepCopy();
    ObjectNode had = Json.child(old, "spec").deepCopy();
    for (ObjectNode spec : List.of(now, had)) {
      Pods.containers(spec).forEach(container -> container.remove("image"));
      spec.remove(List.of("activeDeadlineSeconds", "terminationGracePeriodSeconds", "tolerations"));
    }
    if (!now.equals(had)) {
      causes.add(
          Cause.of(
              "Forbidden",
              "spec",
              "Forbidden: pod updates may not change fields other than"
                  + " `spec.containers[*].image`,`spec.initContainers[*].image`,"
                  + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing"
                  + " tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it"
                  + " was previously negative)"));
    }
  }

  private static void storageClass(List<Cause> causes, ObjectNode next, ObjectNode old) {
    for (String field :
        List.of("provisioner", "parameters", "reclaimPolicy", "volumeBindingMode")) {
      if (!next.path(field).equals(old.path(field))) {
        causes.add(
            Cause.of("Forbidden", field, "Forbidden: updates to " + field + " are forbidden."));
      }
    }
  }
}
