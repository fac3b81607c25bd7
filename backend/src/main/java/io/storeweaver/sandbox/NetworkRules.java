package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** What services, ingresses and network policies must look like. */
final class NetworkRules {
  private static final Set<String> SERVICE_TYPES =
      Set.of("ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
  private static final Set<String> PROTOCOLS = Set.of("SCTP", "TCP", "UDP");
  private static final Set<String> PATH_TYPES = Set.of("Exact", "ImplementationSpecific", "Prefix");

  private NetworkRules() {}

  static void service(JsonNode spec, Problems problems) {
    String type = Json.text(spec, "type");
    if (!SERVICE_TYPES.contains(type)) {
      problems.notSupported("spec.type", type, SERVICE_TYPES);
    }
    boolean headless = Json.text(spec, "clusterIP").equals("None");
    JsonNode ports = spec.path("ports");
    if (ports.isEmpty() && !headless && !type.equals("ExternalName")) {
      problems.required("spec.ports", "");
    }
    Validation.labels(spec.path("selector"), "spec.selector", problems);
    Set<String> names = new HashSet<>();
    Set<String> numbers = new HashSet<>();
    int i = 0;
    for (JsonNode port : ports) {
      String at = "spec.ports[" + i + "]";
      String name = Json.text(port, "name");
      if (name.isEmpty() && ports.size() > 1) {
        problems.required(at + ".name", "");
      } else if (!name.isEmpty()) {
        problems.check(at + ".name", name, NameRule.LABEL);
        if (!names.add(name)) {
          problems.duplicate(at + ".name", name);
        }
      }
      PodRules.port(at + ".port", port.path("port"), problems);
      if (!port.has("port")) {
        problems.invalid(at + ".port", "0", "must be between 1 and 65535, inclusive");
      }
      PodRules.port(at + ".targetPort", port.path("targetPort"), problems);
      String protocol = Json.text(port, "protocol");
      if (!PROTOCOLS.contains(protocol)) {
        problems.notSupported(at + ".protocol", protocol, PROTOCOLS);
      }
      if (!numbers.add(protocol + port.path("port"))) {
        problems.duplicate(at, "port " + port.path("port"));
      }
      i++;
    }
  }

  static void ingress(JsonNode spec, Problems problems) {
    if (spec.path("rules").isEmpty() && !spec.has("defaultBackend")) {
      problems.invalid("spec", "null", "either `defaultBackend` or `rules` must be specified");
    }
    if (spec.has("defaultBackend")) {
      backend(spec.path("defaultBackend"), "spec.defaultBackend", problems);
    }
    int i = 0;
    for (JsonNode rule : spec.path("rules")) {
      rule(rule, "spec.rules[" + i + "]", problems);
      i++;
    }
    i = 0;
    for (JsonNode tls : spec.path("tls")) {
      for (JsonNode host : tls.path("hosts")) {
        host(host.asText(), "spec.tls[" + i + "].hosts", problems);
      }
      i++;
    }
  }

  private static void rule(JsonNode rule, String at, Problems problems) {
    host(Json.text(rule, "host"), at + ".host", problems);
    if (rule.has("http") && Json.at(rule, "http", "paths").isEmpty()) {
      problems.required(at + ".http.paths", "");
    }
    int i = 0;
    for (JsonNode path : Json.at(rule, "http", "paths")) {
      String field = at + ".http.paths[" + i + "]";
      String type = Json.text(path, "pathType");
      if (problems.present(field + ".pathType", type, "pathType must be specified")) {
        if (!PATH_TYPES.contains(type)) {
          problems.notSupported(field + ".pathType", type, PATH_TYPES);
        } else if (!type.startsWith("Impl") && !Json.text(path, "path").startsWith("/")) {
          problems.invalid(field + ".path", path.path("path"), "must be an absolute path");
        }
      }
      backend(path.path("backend"), field + ".backend", problems);
      i++;
    }
  }

  private static void host(String host, String field, Problems problems) {
    if (!host.isEmpty()) {
      problems.check(field, host.startsWith("*.") ? host.substring(2) : host, NameRule.SUBDOMAIN);
    }
  }

  private static void backend(JsonNode backend, String field, Problems problems) {
    if (backend.has("resource")) {
      return;
    }
    JsonNode service = backend.path("service");
    problems.present(field + ".service.name", Json.text(service, "name"), "");
    JsonNode port = service.path("port");
    if (!port.has("number") && !port.has("name")) {
      problems.required(field + ".service.port", "port name or number is required");
    }
    PodRules.port(field + ".service.port.number", port.path("number"), problems);
  }

  static void policy(JsonNode spec, Problems problems) {
    Validation.labels(
        Json.at(spec, "podSelector", "matchLabels"), "spec.podSelector.matchLabels", problems);
    for (String direction : new String[] {"ingress", "egress"}) {
      int i = 0;
      for (JsonNode rule : spec.path(direction)) {
        for (JsonNode port : rule.path("ports")) {
          PodRules.port(
              "spec." + direction + "[" + i + "].ports[0].port", port.path("port"), problems);
        }
        i++;
      }
    }
  }
}
