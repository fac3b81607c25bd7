package io.storeweaver.chart.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the control plane's chart renders to, and what it refuses. */
class PlatformChartTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "charts", "golden");
  // Kinds of others, of which the Kubernetes API has no schema.
  private static final Set<String> CUSTOM = Set.of("HTTPRoute", "ServiceMonitor", "PrometheusRule");

  @TestFactory
  Stream<DynamicTest> rendersAsApproved() {
    return PlatformChart.all().entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> compare(e.getKey(), e.getValue())));
  }

  private static void compare(String name, Rendered rendered) throws IOException {
    Path golden = GOLDEN.resolve("platform-" + name + ".yaml");
    String text = withoutRandomness(rendered.text());
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, text);
    }
    assertThat(golden).exists();
    assertThat(text).isEqualTo(Files.readString(golden));
  }

  private static String withoutRandomness(String text) {
    return text.replaceAll("(?m)^(  [A-Z_]+: \"?)[A-Za-z0-9+/]{31,}=*(\"?)$", "$1<random>$2")
        .replaceAll("(storeweaver:)[A-Za-z0-9]{40}@", "$1<random>@");
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        refused(Map.of("replicas", 2), "one replica; set authMode: local"),
        refused(Map.of("autoscaling", Map.of("enabled", true)), "one replica"),
        refused(Map.of("environment", "production"), "authMode: demo believes whoever calls"),
        refused(
            Map.of("ingress", Map.of("enabled", true, "host", "a.example.com")),
            "reached by kubectl port-forward only"),
        refused(
            Map.of("gateway", Map.of("enabled", true, "host", "a.example.com")),
            "reached by kubectl port-forward only"),
        refused(
            Map.of("monitoring", Map.of("serviceMonitor", Map.of("enabled", true))),
            "no Prometheus reaches it"),
        refused(Map.of("database", Map.of("bundled", false)), "embedded PostgreSQL"),
        refused(
            Map.of("database", Map.of("existingSecret", "other")),
            "exclude each other; choose one database"),
        refused(
            Map.of(
                "database",
                Map.of(
                    "bundled",
                    false,
                    "existingSecret",
                    "other",
                    "backup",
                    Map.of("enabled", true))),
            "dumps the bundled PostgreSQL only"),
        refused(local("ingress", Map.of("enabled", true)), "ingress.enabled needs ingress.host"),
        refused(
            local("ingress", Map.of("tls", Map.of("enabled", true))),
            "ingress.tls.enabled needs ingress.host"),
        refused(local("gateway", Map.of("enabled", true)), "gateway.enabled needs gateway.host"),
        refused(
            local("autoscaling", Map.of("enabled", true, "min", 4, "max", 2)),
            "autoscaling.min (4) is more than autoscaling.max (2)"),
        refused(local("settings", Map.of("HOST", "1.2.3.4")), "settings.HOST is set by the chart"),
        refused(
            local("settings", Map.of("VAULT_TOKEN", "s.secret")),
            "settings.VAULT_TOKEN would stand in a manifest"),
        refused(Map.of("authMode", "oidc"), "authMode"),
        refused(Map.of("replicas", 0), "replicas"),
        refused(Map.of("surprise", 1), "surprise"));
  }

  private static Map<String, Object> local(String key, Object value) {
    return Map.of("authMode", "local", key, value);
  }

  private static Arguments refused(Map<String, Object> values, String sentence) {
    return Arguments.of(values, sentence);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatCannotWorkIsRefusedWithASentence(Map<String, Object> values, String sentence) {
    assertThatThrownBy(() -> PlatformChart.render(List.of(), values))
        .hasMessageContaining(sentence);
  }

  static Stream<Arguments> refusalsInProduction() {
    return Stream.of(
        Arguments.of(Map.of("ingress", Map.of("tls", Map.of("enabled", false))), "over https only"),
        Arguments.of(Map.of("ingress", Map.of("host", "")), "needs ingress.host"),
        Arguments.of(Map.of("settings", Map.of("PROD_INGRESS_SUFFIX", "")), "PROD_INGRESS_SUFFIX"),
        Arguments.of(
            Map.of("gateway", Map.of("enabled", true)), "ingress.enabled and gateway.enabled"),
        Arguments.of(
            Map.of(
                "autoscaling",
                Map.of("enabled", true),
                "resources",
                Map.of("requests", Map.of("cpu", ""))),
            "resources.requests.cpu"));
  }

  @ParameterizedTest
  @MethodSource("refusalsInProduction")
  void whatWouldNotBeSafeInProductionIsRefused(Map<String, Object> values, String sentence) {
    Map<String, Object> all = Json.merge(PlatformChart.given(), values);
    assertThatThrownBy(() -> PlatformChart.render(List.of(PlatformChart.PROD), all))
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.27", "v1.35"})
  void everyObjectFollowsTheSchemaOfItsKind(String version) throws IOException {
    KubernetesSchemaTest.Schemas schemas = new KubernetesSchemaTest.Schemas(version);
    List<String> faults = new ArrayList<>();
    PlatformChart.all()
        .forEach(
            (name, rendered) ->
                rendered.trees().stream()
                    .filter(tree -> !CUSTOM.contains(tree.path("kind").asText()))
                    .forEach(tree -> faults.addAll(schemas.faults(name, tree))));
    assertThat(faults).isEmpty();
  }

  @Test
  void everyPodIsOneThatPodSecurityRestrictedAdmits() {
    SoftAssertions all = new SoftAssertions();
    PlatformChart.all()
        .forEach((name, rendered) -> pods(rendered).forEach((pod, spec) -> check(all, pod, spec)));
    all.assertAll();
    assertThat(pods(PlatformChart.render(List.of(PlatformChart.PROD), PlatformChart.everything())))
        .containsOnlyKeys("weaver", "weaver-database", "weaver-backup", "weaver-test");
  }

  private static Map<String, PodSpec> pods(Rendered rendered) {
    Map<String, PodSpec> pods = new LinkedHashMap<>();
    Rendered known =
        new Rendered(
            String.join(
                "\n---\n",
                rendered.trees().stream()
                    .filter(tree -> !CUSTOM.contains(tree.path("kind").asText()))
                    .map(JsonNode::toString)
                    .toList()));
    known
        .all(Deployment.class)
        .forEach(d -> pods.put(name(d), d.getSpec().getTemplate().getSpec()));
    known
        .all(StatefulSet.class)
        .forEach(s -> pods.put(name(s), s.getSpec().getTemplate().getSpec()));
    known
        .all(CronJob.class)
        .forEach(
            c -> pods.put(name(c), c.getSpec().getJobTemplate().getSpec().getTemplate().getSpec()));
    known.all(Pod.class).forEach(p -> pods.put(name(p), p.getSpec()));
    return pods;
  }

  private static String name(io.fabric8.kubernetes.api.model.HasMetadata object) {
    return object.getMetadata().getName();
  }

  private static void check(SoftAssertions all, String pod, PodSpec spec) {
    all.assertThat(spec.getSecurityContext().getRunAsNonRoot()).as(pod).isTrue();
    all.assertThat(spec.getSecurityContext().getRunAsUser()).as(pod).isPositive();
    all.assertThat(spec.getSecurityContext().getSeccompProfile().getType())
        .as(pod)
        .isEqualTo("RuntimeDefault");
    all.assertThat(spec.getEnableServiceLinks()).as(pod).isFalse();
    all.assertThat(spec.getHostNetwork()).as(pod).isNull();
    all.assertThat(spec.getHostPID()).as(pod).isNull();
    all.assertThat(spec.getHostIPC()).as(pod).isNull();
    all.assertThat(spec.getVolumes()).as(pod).allMatch(v -> v.getHostPath() == null);
    // Only the control plane talks to the API server.
    boolean talks = spec.getServiceAccountName() != null;
    all.assertThat(talks || Boolean.FALSE.equals(spec.getAutomountServiceAccountToken()))
        .as(pod)
        .isTrue();
    spec.getContainers().forEach(container -> check(all, pod, container));
  }

  private static void check(SoftAssertions all, String pod, Container container) {
    var security = container.getSecurityContext();
    all.assertThat(security.getAllowPrivilegeEscalation()).as(pod).isFalse();
    all.assertThat(security.getReadOnlyRootFilesystem()).as(pod).isTrue();
    all.assertThat(security.getPrivileged()).as(pod).isNull();
    all.assertThat(security.getCapabilities().getDrop()).as(pod).containsExactly("ALL");
    all.assertThat(container.getResources().getRequests()).as(pod).containsKeys("cpu", "memory");
    all.assertThat(container.getResources().getLimits()).as(pod).containsKeys("memory");
  }

  @Test
  void noRightIsGivenByAWildcard() {
    for (JsonNode rule : PlatformChart.rules()) {
      assertThat(rule.toString()).doesNotContain("\"*\"");
      assertThat(rule.path("resources")).isNotEmpty();
      assertThat(rule.path("verbs").valueStream().map(JsonNode::asText))
          .isNotEmpty()
          .isSubsetOf("get", "list", "watch", "create", "patch", "delete", "deletecollection");
    }
  }

  @Test
  void noSecretStandsInAnEnvironmentOrIsMadeWhereOneIsNamed() {
    Rendered prod = PlatformChart.render(List.of(PlatformChart.PROD), PlatformChart.given());
    String pod =
        prod.kind("Deployment").findFirst().orElseThrow().at("/spec/template/spec").toString();
    assertThat(pod).contains("DATABASE_URL_FILE").doesNotContain("secretKeyRef");
    Rendered named =
        PlatformChart.render(
            List.of(PlatformChart.PROD),
            Json.merge(PlatformChart.given(), Map.of("existingKeysSecret", "keys")));
    assertThat(named.kind("Secret")).isEmpty();
  }
}
