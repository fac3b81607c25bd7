package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
    switch (level) {
      case "restricted" -> {
        common(spec, violations);
        restricted(spec, violations);
      }
      case "baseline" -> {
        common(spec, violations);
        hostPaths(spec, violations);
      }
      default -> {}
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

  private static void common(JsonNode spec, List<String> violations) {
    List<String> namespaces = new ArrayList<>();
    for (String field : List.of("hostNetwork", "hostPID", "hostIPC")) {
      if (spec.path(field).asBoolean()) {
        namespaces.add(field + "=true");
      }
    }
    if (!namespaces.isEmpty()) {
      violations.add("host namespaces (" + String.join(", ", namespaces) + ")");
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

  private static void hostPaths(JsonNode spec, List<String> violations) {
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
  }

  private static void restricted(JsonNode spec, List<String> violations) {
    add(
        spec,
        violations,
        "allowPrivilegeEscalation != false",
        "%s must set securityContext.allowPrivilegeEscalation=false",
        container -> context(container).path("allowPrivilegeEscalation").asBoolean(true));
    capabilities(spec, violations);
    volumes(spec, violations);
    boolean podNonRoot = Json.at(spec, "securityContext", "runAsNonRoot").asBoolean();
    add(
        spec,
        violations,
        "runAsNonRoot != true",
        "pod or %s must set securityContext.runAsNonRoot=true",
        container -> !context(container).path("runAsNonRoot").asBoolean(podNonRoot));
    root(spec, violations);
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
  }

  private static void root(JsonNode spec, List<String> violations) {
    List<String> roots = new ArrayList<>();
    if (Json.at(spec, "securityContext", "runAsUser").asInt(-1) == 0) {
      roots.add("pod");
    }
    List<String> names =
        names(spec, container -> context(container).path("runAsUser").asInt(-1) == 0);
    if (!names.isEmpty()) {
      roots.add(plural("container", names));
    }
    if (!roots.isEmpty()) {
      violations.add("runAsUser=0 (" + String.join(" and ", roots) + " must not set runAsUser=0)");
    }
  }

  private static void capabilities(JsonNode spec, List<String> violations) {
    List<String> parts = new ArrayList<>();
    List<String> keeping =
        names(
            spec,
            container ->
                !Json.contains(Json.at(context(container), "capabilities", "drop"), "ALL"));
    if (!keeping.isEmpty()) {
      parts.add(
          plural("container", keeping) + " must set securityContext.capabilities.drop=[\"ALL\"]");
    }
    Set<String> added = new TreeSet<>();
    List<String> adding =
        names(
            spec,
            container -> {
              List<String> more = new ArrayList<>();
              Json.at(context(container), "capabilities", "add")
                  .forEach(one -> more.add(one.asText()));
              more.remove("NET_BIND_SERVICE");
              more.forEach(one -> added.add("\"" + one + "\""));
              return !more.isEmpty();
            });
    if (!adding.isEmpty()) {
      parts.add(
          "%s must not include %s in securityContext.capabilities.add"
              .formatted(plural("container", adding), String.join(", ", added)));
    }
    if (!parts.isEmpty()) {
      violations.add("unrestricted capabilities (" + String.join("; ", parts) + ")");
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
    List<String> names = names(spec, bad);
    if (!names.isEmpty()) {
      violations.add(title + " (" + form.formatted(plural("container", names)) + ")");
    }
  }

  private static List<String> names(JsonNode spec, Predicate<ObjectNode> bad) {
    List<String> names = new ArrayList<>();
    for (ObjectNode container : Pods.containers(spec)) {
      if (bad.test(container)) {
        names.add("\"" + Json.text(container, "name") + "\"");
      }
    }
    return names;
  }

  private static String plural(String noun, List<String> names) {
    return noun + (names.size() > 1 ? "s " : " ") + String.join(", ", names);
  }

  private static JsonNode context(ObjectNode container) {
    return container.path("securityContext");
  }
}
