package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The main checks of Pod Security, with the real admission's wording. */
final class PodSecurity {
  private static final Set<String> RESTRICTED_VOLUMES =
      Set.of(
          "name",
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "image",
          "persistentVolumeClaim",
          "projected",
          "secret");
  private static final Set<String> SECCOMP = Set.of("RuntimeDefault", "Localhost");

  private PodSecurity() {}

  /** What a pod violates at a level (restricted, baseline; any other allows everything). */
  static List<String> violations(String level, JsonNode spec) {
    List<String> violations = new ArrayList<>();
    if (level.equals("restricted") || level.equals("baseline")) {
      baseline(spec, violations);
    }
    if (level.equals("restricted")) {
      restricted(spec, violations);
    }
    return violations;
  }

  /** What a pod without any security context would violate. */
  static List<String> bareContainer(JsonNode spec) {
    ObjectNode bare = spec.deepCopy();
    bare.remove("securityContext");
    Pods.containers(bare).forEach(container -> container.remove("securityContext"));
    return violations("restricted", bare);
  }

  private static void baseline(JsonNode spec, List<String> violations) {
    List<String> namespaces = new ArrayList<>();
    for (String field : List.of("hostNetwork", "hostPID", "hostIPC")) {
      if (spec.path(field).asBoolean()) {
        namespaces.add(field + "=true");
      }
    }
    if (!namespaces.isEmpty()) {
      violations.add("host namespaces (" + String.join(", ", namespaces) + ")");
    }
    List<String> paths = new ArrayList<>();
    spec.path("volumes")
        .forEach(
            volume -> {
              if (volume.has("hostPath")) {
                paths.add("\"" + Json.text(volume, "name") + "\"");
              }
            });
    if (!paths.isEmpty()) {
      violations.add("hostPath volumes (" + plural("volume", paths) + ")");
    }
    add(
        spec,
        violations,
        "privileged",
        "%s must not set securityContext.privileged=true",
        container -> context(container).path("privileged").asBoolean());
    add(
        spec,
        violations,
        "hostPort",
        "%s uses hostPort",
        container -> Json.any(container.path("ports"), port -> port.path("hostPort").asInt() > 0));
  }

  private static void restricted(JsonNode spec, List<String> violations) {
    add(
        spec,
        violations,
        "allowPrivilegeEscalation != false",
        "%s must set securityContext.allowPrivilegeEscalation=false",
        container -> context(container).path("allowPrivilegeEscalation").asBoolean(true));
    add(
        spec,
        violations,
        "unrestricted capabilities",
        "%s must set securityContext.capabilities.drop=[\"ALL\"]",
        container -> !Json.contains(Json.at(context(container), "capabilities", "drop"), "ALL"));
    volumes(spec, violations);
    boolean podNonRoot = Json.at(spec, "securityContext", "runAsNonRoot").asBoolean();
    add(
        spec,
        violations,
        "runAsNonRoot != true",
        "pod or %s must set securityContext.runAsNonRoot=true",
        container -> !context(container).path("runAsNonRoot").asBoolean(podNonRoot));
    boolean podSeccomp =
        SECCOMP.contains(Json.text(spec, "securityContext", "seccompProfile", "type"));
    add(
        spec,
        violations,
        "seccompProfile",
        "pod or %s must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\"",
        container -> {
          String type = Json.text(context(container), "seccompProfile", "type");
          return type.isEmpty() ? !podSeccomp : !SECCOMP.contains(type);
        });
    if (Json.at(spec, "securityContext", "runAsUser").asInt(-1) == 0) {
      violations.add("runAsUser=0 (pod must not set runAsUser=0)");
    }
  }

  private static void volumes(JsonNode spec, List<String> violations) {
    List<String> refused = new ArrayList<>();
    for (JsonNode volume : spec.path("volumes")) {
      volume.properties().stream()
          .map(java.util.Map.Entry::getKey)
          .filter(source -> !RESTRICTED_VOLUMES.contains(source))
          .forEach(
              source ->
                  refused.add(
                      "volume \"%s\" uses restricted volume type \"%s\""
                          .formatted(Json.text(volume, "name"), source)));
    }
    if (!refused.isEmpty()) {
      violations.add("restricted volume types (" + String.join(", ", refused) + ")");
    }
  }

  private static void add(
      JsonNode spec,
      List<String> violations,
      String title,
      String form,
      Predicate<ObjectNode> bad) {
    List<String> names = new ArrayList<>();
    for (ObjectNode container : Pods.containers(spec)) {
      if (bad.test(container)) {
        names.add("\"" + Json.text(container, "name") + "\"");
      }
    }
    if (!names.isEmpty()) {
      violations.add(title + " (" + form.formatted(plural("container", names)) + ")");
    }
  }

  private static String plural(String noun, List<String> names) {
    return noun + (names.size() > 1 ? "s " : " ") + String.join(", ", names);
  }

  private static JsonNode context(ObjectNode container) {
    return container.path("securityContext");
  }
}
