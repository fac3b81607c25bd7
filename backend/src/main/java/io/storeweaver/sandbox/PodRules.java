package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a pod spec must look like, by itself or in a template. */
final class PodRules {
  /**
   * Whose pod it is: that decides on the restart policy, and on volumes that come from claim
   * templates.
   */
  enum Owner {
    POD,
    LASTING,
    STATEFUL,
    JOB
  }

  private static final int LAST_PORT = 65_535;
  private static final Set<String> PULL_POLICIES = Set.of("Always", "IfNotPresent", "Never");
  private static final Set<String> HANDLERS = Set.of("exec", "httpGet", "tcpSocket", "grpc");

  private final Problems problems;

  PodRules(Problems problems) {
    this.problems = problems;
  }

  void spec(JsonNode spec, String field, Owner owner) {
    restartPolicy(Json.text(spec, "restartPolicy"), field + ".restartPolicy", owner);
    Set<String> volumes = volumes(spec.path("volumes"), field + ".volumes");
    if (spec.path("containers").isEmpty()) {
      problems.required(field + ".containers", "");
    }
    Set<String> names = new HashSet<>();
    for (String list : List.of("initContainers", "containers")) {
      int i = 0;
      for (JsonNode container : spec.path(list)) {
        String at = field + "." + list + "[" + i + "]";
        String name = Json.text(container, "name");
        if (!name.isEmpty() && !names.add(name)) {
          problems.duplicate(at + ".name", name);
        }
        container(container, at, owner == Owner.STATEFUL ? null : volumes);
        i++;
      }
    }
    if (spec.path("terminationGracePeriodSeconds").asInt() < 0) {
      problems.invalid(
          field + ".terminationGracePeriodSeconds",
          spec.path("terminationGracePeriodSeconds"),
          "must be greater than or equal to 0");
    }
    String account = Json.text(spec, "serviceAccountName");
    if (!account.isEmpty()) {
      problems.check(field + ".serviceAccountName", account, NameRule.SUBDOMAIN);
    }
  }

  private void restartPolicy(String policy, String field, Owner owner) {
    switch (owner) {
      case LASTING, STATEFUL -> {
        if (!policy.equals("Always")) {
          problems.notSupported(field, policy, Set.of("Always"));
        }
      }
      case JOB -> {
        if (!policy.equals("OnFailure") && !policy.equals("Never")) {
          problems.required(field, "valid values: \"OnFailure\", \"Never\"");
        }
      }
      case POD -> {
        if (!Set.of("Always", "OnFailure", "Never").contains(policy)) {
          problems.notSupported(field, policy, Set.of("Always", "OnFailure", "Never"));
        }
      }
    }
  }

  private Set<String> volumes(JsonNode volumes, String field) {
    Set<String> names = new HashSet<>();
    int i = 0;
    for (JsonNode volume : volumes) {
      String at = field + "[" + i + "]";
      String name = Json.text(volume, "name");
      if (problems.present(at + ".name", name, "")) {
        problems.check(at + ".name", name, NameRule.LABEL);
      }
      if (!names.add(name)) {
        problems.duplicate(at + ".name", name);
      }
      if (volume.size() < 2) {
        problems.required(at, "must specify a volume type");
      } else if (volume.size() > 2) {
        problems.forbidden(at, "may not specify more than 1 volume type");
      }
      if (volume.has("secret")) {
        problems.present(at + ".secret.secretName", Json.text(volume, "secret", "secretName"), "");
      }
      if (volume.has("configMap")) {
        problems.present(at + ".configMap.name", Json.text(volume, "configMap", "name"), "");
      }
      if (volume.has("persistentVolumeClaim")) {
        String claim = Json.text(volume, "persistentVolumeClaim", "claimName");
        problems.present(at + ".persistentVolumeClaim.claimName", claim, "");
      }
      i++;
    }
    return names;
  }

  /** Volumes is null where claim templates may add more. */
  private void container(JsonNode container, String at, @Nullable Set<String> volumes) {
    String name = Json.text(container, "name");
    if (problems.present(at + ".name", name, "")) {
      problems.check(at + ".name", name, NameRule.LABEL);
    }
    problems.present(at + ".image", Json.text(container, "image"), "");
    String pull = Json.text(container, "imagePullPolicy");
    if (!pull.isEmpty() && !PULL_POLICIES.contains(pull)) {
      problems.notSupported(at + ".imagePullPolicy", pull, PULL_POLICIES);
    }
    ports(container.path("ports"), at + ".ports");
    env(container, at);
    mounts(container.path("volumeMounts"), at + ".volumeMounts", volumes);
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      if (container.has(probe)) {
        probe(container.path(probe), at + "." + probe);
      }
    }
    resources((ObjectNode) container, at + ".resources");
    if (Json.at(container, "securityContext", "runAsUser").asInt() < 0) {
      problems.invalid(
          at + ".securityContext.runAsUser",
          Json.at(container, "securityContext", "runAsUser"),
          "must be between 0 and 2147483647, inclusive");
    }
  }

  private void ports(JsonNode ports, String field) {
    Set<String> names = new HashSet<>();
    int i = 0;
    for (JsonNode port : ports) {
      String at = field + "[" + i + "]";
      String name = Json.text(port, "name");
      if (!name.isEmpty()) {
        problems.check(at + ".name", name, NameRule.PORT_NAME);
        if (!names.add(name)) {
          problems.duplicate(at + ".name", name);
        }
      }
      if (!port.has("containerPort")) {
        problems.required(at + ".containerPort", "");
      } else {
        port(at + ".containerPort", port.path("containerPort"), problems);
      }
      i++;
    }
  }

  static void port(String field, JsonNode port, Problems problems) {
    if (port.isInt() && (port.asInt() < 1 || port.asInt() > LAST_PORT)) {
      problems.invalid(field, port, "must be between 1 and 65535, inclusive");
    }
  }

  private void env(JsonNode container, String at) {
    Set<String> names = new HashSet<>();
    int i = 0;
    for (JsonNode variable : container.path("env")) {
      String field = at + ".env[" + i + "]";
      String name = Json.text(variable, "name");
      if (problems.present(field + ".name", name, "")) {
        problems.check(field + ".name", name, NameRule.ENV_NAME);
        // the real server only warns here, but refuses to apply such a list
        if (!names.add(name)) {
          problems.duplicate(field + ".name", name);
        }
      }
      JsonNode source = variable.path("valueFrom");
      if (!source.isMissingNode() && !Json.text(variable, "value").isEmpty()) {
        problems.invalid(
            field + ".valueFrom", "\"\"", "may not be specified when `value` is not empty");
      }
      for (String kind : List.of("secretKeyRef", "configMapKeyRef")) {
        if (source.has(kind)) {
          problems.present(
              field + ".valueFrom." + kind + ".key", Json.text(source, kind, "key"), "");
          problems.present(
              field + ".valueFrom." + kind + ".name", Json.text(source, kind, "name"), "");
        }
      }
      i++;
    }
  }

  private void mounts(JsonNode mounts, String field, @Nullable Set<String> volumes) {
    Set<String> paths = new HashSet<>();
    int i = 0;
    for (JsonNode mount : mounts) {
      String at = field + "[" + i + "]";
      String name = Json.text(mount, "name");
      if (problems.present(at + ".name", name, "") && volumes != null && !volumes.contains(name)) {
        problems.notFound(at + ".name", name);
      }
      String path = Json.text(mount, "mountPath");
      if (problems.present(at + ".mountPath", path, "") && !paths.add(path)) {
        problems.invalid(at + ".mountPath", "\"" + path + "\"", "must be unique");
      }
      i++;
    }
  }

  private void probe(JsonNode probe, String at) {
    long handlers = HANDLERS.stream().filter(probe::has).count();
    if (handlers == 0) {
      problems.required(at, "must specify a handler type");
    } else if (handlers > 1) {
      problems.forbidden(at, "may not specify more than 1 handler type");
    }
    for (String handler : List.of("httpGet", "tcpSocket")) {
      if (probe.has(handler)) {
        JsonNode port = Json.at(probe, handler, "port");
        if (port.isMissingNode()) {
          problems.required(at + "." + handler + ".port", "");
        }
        port(at + "." + handler + ".port", port, problems);
      }
    }
    for (String seconds : List.of("periodSeconds", "timeoutSeconds", "failureThreshold")) {
      if (probe.path(seconds).asInt() < 0) {
        problems.invalid(
            at + "." + seconds, probe.path(seconds), "must be greater than or equal to 0");
      }
    }
  }

  private void resources(ObjectNode container, String at) {
    JsonNode limits = Json.at(container, "resources", "limits");
    for (var request : Json.at(container, "resources", "requests").properties()) {
      JsonNode limit = limits.path(request.getKey());
      boolean above =
          limit.isTextual()
              && Quantities.parse(request.getValue().asText())
                      .compareTo(Quantities.parse(limit.asText()))
                  > 0;
      if (above) {
        problems.invalid(
            at + ".requests",
            request.getValue(),
            "must be less than or equal to " + request.getKey() + " limit of " + limit.asText());
      }
    }
  }
}
