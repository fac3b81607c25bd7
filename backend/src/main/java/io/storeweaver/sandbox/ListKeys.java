package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which lists of the API are merged item by item, and by which keys; which structs are replaced as
 * a whole. Kubernetes says so in its OpenAPI schema, the client's models do not; all served kinds
 * agree on these names.
 */
final class ListKeys {
  private static final Map<String, List<String>> BY_FIELD =
      Map.ofEntries(
          Map.entry("containers", List.of("name")),
          Map.entry("initContainers", List.of("name")),
          Map.entry("ephemeralContainers", List.of("name")),
          Map.entry("volumes", List.of("name")),
          Map.entry("env", List.of("name")),
          Map.entry("resourceClaims", List.of("name")),
          Map.entry("volumeMounts", List.of("mountPath")),
          Map.entry("volumeDevices", List.of("devicePath")),
          Map.entry("hostAliases", List.of("ip")),
          Map.entry("topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable")),
          Map.entry("conditions", List.of("type")),
          Map.entry("ownerReferences", List.of("uid")),
          Map.entry("podIPs", List.of("ip")));

  /** Lists of plain values that are sets. */
  private static final Set<String> SETS = Set.of("finalizers");

  private static final Set<String> ATOMIC_STRUCTS =
      Set.of(
          "selector",
          "labelSelector",
          "nodeSelector",
          "podSelector",
          "namespaceSelector",
          "secretKeyRef",
          "configMapKeyRef",
          "fieldRef",
          "resourceFieldRef",
          "secretRef",
          "configMapRef",
          "roleRef",
          "claimRef",
          "involvedObject",
          "scaleTargetRef",
          "dataSource");

  private ListKeys() {}

  static boolean atomic(String field) {
    return ATOMIC_STRUCTS.contains(field);
  }

  static boolean set(String field) {
    return SETS.contains(field);
  }

  /** The keys of a list's items; null for a list that is replaced as a whole. */
  static @Nullable List<String> of(String parent, String field) {
    return switch (field) {
      case "ports" ->
          switch (parent) {
            case "containers", "initContainers" -> List.of("containerPort", "protocol");
            case "spec" -> List.of("port", "protocol");
            default -> null;
          };
      // a pod's are merged, a service account's are not
      case "imagePullSecrets" -> parent.equals("spec") ? List.of("name") : null;
      case "secrets" -> parent.isEmpty() ? List.of("name") : null;
      default -> BY_FIELD.get(field);
    };
  }

  /** How FieldsV1 names an item: {@code k:{"name":"app"}}. */
  static String itemName(List<String> keys, JsonNode item) {
    ObjectNode name = Json.object();
    for (String key : keys) {
      if (item.has(key)) {
        name.set(key, item.get(key));
      } else if (key.equals("protocol")) {
        name.put(key, "TCP");
      } else {
        name.putNull(key);
      }
    }
    return "k:" + name;
  }
}
