package io.storeweaver.chart.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The control plane's own chart, rendered by Helm's engine in this process as for a new release.
 */
public final class PlatformChart {
  static final String PROD = "values-prod.yaml";
  private static final Path CHART = Path.of("..", "helm", "platform");

  static {
    System.setProperty("jna.encoding", "UTF-8");
  }

  private PlatformChart() {}

  /** What the production values leave to whoever installs. */
  static Map<String, Object> given() {
    return Map.of(
        "ingress",
        Map.of("host", "stores.example.com", "tls", Map.of("clusterIssuer", "letsencrypt")),
        "settings",
        Map.of("PROD_INGRESS_SUFFIX", ".shops.example.com"),
        "database",
        Map.of("existingSecret", "weaver-database"));
  }

  /** Production on one machine, with everything that can be switched on. */
  static Map<String, Object> everything() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("settings", Map.of("BASE_DOMAIN", "shops.example.com", "ACCESS", "nodeport"));
    values.put(
        "database",
        Map.of("bundled", true, "existingSecret", "", "backup", Map.of("enabled", true)));
    values.put("ingress", Map.of("enabled", false, "tls", Map.of("enabled", false)));
    values.put(
        "gateway",
        Map.of(
            "enabled",
            true,
            "host",
            "stores.example.com",
            "parentRef",
            Map.of("name", "public", "namespace", "gateways", "sectionName", "https")));
    values.put("autoscaling", Map.of("enabled", true));
    values.put("networkPolicy", Map.of("extraEgressPorts", List.of(4318)));
    values.put("image", Map.of("pullSecrets", List.of("registry")));
    values.put(
        "scheduling",
        Map.of("priorityClassName", "platform", "nodeSelector", Map.of("pool", "platform")));
    values.put(
        "monitoring",
        Map.of(
            "serviceMonitor", Map.of("enabled", true, "labels", Map.of("release", "prometheus")),
            "prometheusRule", Map.of("enabled", true),
            "grafanaDashboard", Map.of("enabled", true)));
    return values;
  }

  /** Every combination that the tests of Kubernetes' rules go through, by a name for reports. */
  static Map<String, Rendered> all() {
    Map<String, Rendered> all = new LinkedHashMap<>();
    all.put("values", render(List.of(), Map.of()));
    all.put("values-local", render(List.of("values-local.yaml"), Map.of()));
    all.put("values-prod", render(List.of(PROD), given()));
    all.put("everything", render(List.of(PROD), everything()));
    return all;
  }

  /** The rules of the control plane's role. */
  public static List<JsonNode> rules() {
    JsonNode role = render(List.of(), Map.of()).kind("ClusterRole").findFirst().orElseThrow();
    return role.path("rules").valueStream().toList();
  }

  static Rendered render(List<String> valuesFiles, Map<String, ?> values) {
    try {
      Path copy = Files.createTempDirectory("platform");
      try {
        copyTo(copy);
        Path file = copy.resolve("given.json");
        Files.writeString(file, Json.write(values));
        var template =
            new Helm(copy)
                .template()
                .withName("weaver")
                .withNamespace("storeweaver")
                .withKubeVersion("1.35.0");
        valuesFiles.forEach(name -> template.withValuesFile(CHART.resolve(name)));
        return new Rendered(template.withValuesFile(file).call());
      } finally {
        delete(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // The engine in this process would ask a cluster, where Helm's answer for "not there" is nothing;
  // and it leaves hooks out.
  private static void copyTo(Path copy) throws IOException {
    try (Stream<Path> files = Files.walk(CHART)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(CHART.relativize(file).toString());
        Files.createDirectories(target.resolveSibling("."));
        String text = Files.readString(file);
        Files.writeString(
            target,
            text.replaceAll("lookup \"v1\" \"Secret\" \\S+ \\S+ ", "dict ")
                .replaceAll("helm\\.sh/hook(?=[:-])", "unhooked"));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
