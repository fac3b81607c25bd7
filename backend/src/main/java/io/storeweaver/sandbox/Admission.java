package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The admission plugins that a store can meet: defaults from the cluster, limit ranges, Pod
 * Security, quotas.
 */
final class Admission {
  private final ObjectStore store;
  private final Troubles troubles;
  private final Quotas quotas;

  Admission(ObjectStore store, Troubles troubles, Quotas quotas) {
    this.store = store;
    this.troubles = troubles;
    this.quotas = quotas;
  }

  /** Fills in what depends on other objects. */
  void beforeCreate(ResourceType type, ObjectNode tree) {
    ObjectNode spec = Json.child(tree, "spec");
    if (type == ResourceTypes.CLAIMS && !spec.has("storageClassName")) {
      putName(spec, "storageClassName", defaultOf(ResourceTypes.STORAGE_CLASSES, "storageclass"));
    } else if (type == ResourceTypes.INGRESSES && !spec.has("ingressClassName")) {
      putName(spec, "ingressClassName", defaultOf(ResourceTypes.INGRESS_CLASSES, "ingressclass"));
    } else if (type == ResourceTypes.PODS) {
      Json.putDefault(spec, "serviceAccountName", "default");
      applyLimitRanges(Json.text(tree, "metadata", "namespace"), spec);
    }
    if (spec.isEmpty()) {
      tree.remove("spec");
    }
  }

  private static void putName(ObjectNode spec, String field, @Nullable StoredObject object) {
    if (object != null) {
      spec.put(field, object.name);
    }
  }

  private @Nullable StoredObject defaultOf(ResourceType type, String prefix) {
    String mark = prefix + ".kubernetes.io/is-default-class";
    for (StoredObject object : store.list(type, null)) {
      if (Json.text(object.tree(), "metadata", "annotations", mark).equals("true")) {
        return object;
      }
    }
    return null;
  }

  private void applyLimitRanges(String namespace, ObjectNode podSpec) {
    for (StoredObject range : store.list(ResourceTypes.LIMIT_RANGES, namespace)) {
      for (JsonNode limit : Json.at(range.tree(), "spec", "limits")) {
        if (Json.text(limit, "type").equals("Container")) {
          for (ObjectNode container : Pods.containers(podSpec)) {
            fill(container, "limits", limit.path("default"));
            fill(container, "requests", limit.path("defaultRequest"));
          }
        }
      }
    }
    for (ObjectNode container : Pods.containers(podSpec)) {
      // a limit without a request is also the request
      fill(container, "requests", Json.at(container, "resources", "limits"));
    }
  }

  private static void fill(ObjectNode container, String kind, JsonNode defaults) {
    if (!defaults.isEmpty()) {
      ObjectNode target = Json.child(Json.child(container, "resources"), kind);
      defaults.properties().forEach(one -> Json.putDefault(target, one.getKey(), one.getValue()));
    }
  }

  /** Refuses what may not be created (403); to be called under the store's lock. */
  void onCreate(ResourceType type, String namespace, ObjectNode tree) {
    if (type == ResourceTypes.PODS) {
      requireServiceAccount(namespace, tree);
      checkPodSecurity(namespace, tree);
    }
    if (type.namespaced() && type != ResourceTypes.EVENTS && type != ResourceTypes.QUOTAS) {
      quotas.admit(type, namespace, tree);
    }
  }

  private void requireServiceAccount(String namespace, ObjectNode pod) {
    String account = Json.text(pod, "spec", "serviceAccountName");
    if (store.get(ResourceTypes.SERVICE_ACCOUNTS, namespace, account) == null) {
      throw Refusal.forbidden(
          ResourceTypes.PODS,
          Json.text(pod, "metadata", "name"),
          "error looking up service account %s/%s: serviceaccount \"%s\" not found"
              .formatted(namespace, account, account));
    }
  }

  private void checkPodSecurity(String namespace, ObjectNode pod) {
    StoredObject home = store.get(ResourceTypes.NAMESPACES, "", namespace);
    if (home == null) {
      return;
    }
    String level = home.labels.getOrDefault("pod-security.kubernetes.io/enforce", "");
    String version =
        home.labels.getOrDefault("pod-security.kubernetes.io/enforce-version", "latest");
    List<String> violations = PodSecurity.violations(level, pod.path("spec"));
    if (troubles.is(namespace, Scenario.POD_SECURITY)
        && troubles.of(StoredObject.seal(ResourceTypes.PODS, 0, pod, new byte[] {'}'})) != null) {
      level = "restricted";
      violations = PodSecurity.bareContainer(pod.path("spec"));
    }
    if (!violations.isEmpty()) {
      throw Refusal.forbidden(
          ResourceTypes.PODS,
          Json.text(pod, "metadata", "name"),
          "violates PodSecurity \"%s:%s\": %s"
              .formatted(level, version, String.join(", ", violations)));
    }
  }

  /** True when the class of a claim lets it grow. */
  boolean expandable(String storageClass) {
    StoredObject found = store.get(ResourceTypes.STORAGE_CLASSES, "", storageClass);
    return found != null && found.tree().path("allowVolumeExpansion").asBoolean();
  }
}
