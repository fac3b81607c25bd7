package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether the Secrets and ConfigMaps that a pod refers to are there. */
final class References {
  private final ObjectStore store;
  private final String namespace;

  References(ObjectStore store, String namespace) {
    this.store = store;
    this.namespace = namespace;
  }

  /** What keeps the pod's volumes from being mounted; "" for nothing. */
  String missingForVolumes(JsonNode pod) {
    for (JsonNode volume : Json.at(pod, "spec", "volumes")) {
      String missing =
          missing(
              volume, Json.text(volume, "secret", "secretName"), ResourceTypes.SECRETS, "secret");
      if (missing.isEmpty()) {
        missing =
            missing(
                volume,
                Json.text(volume, "configMap", "name"),
                ResourceTypes.CONFIG_MAPS,
                "configMap");
      }
      if (!missing.isEmpty()) {
        return "MountVolume.SetUp failed for volume \"%s\" : %s"
            .formatted(Json.text(volume, "name"), missing);
      }
    }
    return "";
  }

  private String missing(JsonNode volume, String name, ResourceType type, String source) {
    boolean optional = Json.at(volume, source, "optional").asBoolean();
    return name.isEmpty() || optional ? "" : absent(type, name);
  }

  /** What keeps a container from being configured; "" for nothing. */
  String missingForContainer(JsonNode container) {
    for (JsonNode source : container.path("envFrom")) {
      String missing = fromAll(source, "secretRef", ResourceTypes.SECRETS);
      missing =
          missing.isEmpty() ? fromAll(source, "configMapRef", ResourceTypes.CONFIG_MAPS) : missing;
      if (!missing.isEmpty()) {
        return missing;
      }
    }
    for (JsonNode variable : container.path("env")) {
      JsonNode source = variable.path("valueFrom");
      String missing = fromKey(source.path("secretKeyRef"), ResourceTypes.SECRETS, "Secret");
      missing =
          missing.isEmpty()
              ? fromKey(source.path("configMapKeyRef"), ResourceTypes.CONFIG_MAPS, "ConfigMap")
              : missing;
      if (!missing.isEmpty()) {
        return missing;
      }
    }
    return "";
  }

  private String fromAll(JsonNode source, String field, ResourceType type) {
    JsonNode reference = source.path(field);
    return reference.isMissingNode() || reference.path("optional").asBoolean()
        ? ""
        : absent(type, Json.text(reference, "name"));
  }

  private String fromKey(JsonNode reference, ResourceType type, String kind) {
    if (reference.isMissingNode() || reference.path("optional").asBoolean()) {
      return "";
    }
    String name = Json.text(reference, "name");
    String key = Json.text(reference, "key");
    StoredObject object = store.get(type, namespace, name);
    if (object == null) {
      return absent(type, name);
    }
    return Json.at(object.tree(), "data").has(key)
        ? ""
        : "couldn't find key %s in %s %s/%s".formatted(key, kind, namespace, name);
  }

  private String absent(ResourceType type, String name) {
    String noun = type == ResourceTypes.SECRETS ? "secret" : "configmap";
    return store.get(type, namespace, name) == null ? noun + " \"" + name + "\" not found" : "";
  }
}
