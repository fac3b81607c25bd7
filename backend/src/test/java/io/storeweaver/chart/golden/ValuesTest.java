package io.storeweaver.chart.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What values may do to the objects, and what they may not. */
class ValuesTest {
  static final List<String> HOSTILE_NAMES =
      List.of(
          "\"; rm -rf / #",
          "{{ .Values.secrets }} {{- fail \"no\" -}}",
          "'single' \"double\" `back` \\slash\\",
          "key: value, [list], {map: 1}, - item, | >",
          "*alias &anchor !!tag %directive @at",
          "---",
          "null",
          "yes",
          "0x1f",
          "1e9",
          "$(MYSQL_PASSWORD) $(POSTGRES_PASSWORD) $$ ${HOME} $1",
          "Bäckerei Ødegård Łódź",
          "🛍️👩‍👩‍👧‍👦 emoji",
          "متجر السعادة",
          "right \u202eleft",
          "a\u2028b\u00a0c",
          "<script>alert(1)</script>&amp;",
          "x".repeat(200));

  @ParameterizedTest
  @FieldSource("HOSTILE_NAMES")
  void aNameIsOnlyEverData(String name) {
    for (StoreChart chart : StoreChart.values()) {
      Rendered plain = chart.render(Values.named("plain"));
      Rendered hostile = chart.render(Values.named(name));
      assertThat(nameSeenByContainers(hostile)).isNotEmpty().containsOnly(name);
      assertThat(withoutNames(hostile)).isEqualTo(withoutNames(plain));
    }
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(Map.of("plan", "gold"), "/plan"),
        Arguments.of(Map.of("access", "loadbalancer"), "/access"),
        Arguments.of(Map.of("ingress", Map.of("host", "Shop.example.com")), "/ingress/host"),
        Arguments.of(Map.of("ingress", Map.of("host", "http://shop.example.com")), "/ingress/host"),
        Arguments.of(Map.of("ingress", Map.of("host", "a b")), "/ingress/host"),
        Arguments.of(
            Map.of("ingress", Map.of("customDomain", "localhost")), "/ingress/customDomain"),
        Arguments.of(Values.named(""), "/store/name"),
        Arguments.of(Values.named("   "), "/store/name"),
        Arguments.of(Values.named("two\nlines"), "/store/name"),
        Arguments.of(Values.named("bell\u0007"), "/store/name"),
        // The YAML parser sees this one first.
        Arguments.of(Values.named("delete\u007f"), "control characters"),
        Arguments.of(Values.named("x".repeat(201)), "/store/name"),
        Arguments.of(Map.of("store", Map.of("currency", "EURO")), "/store/currency"),
        Arguments.of(Map.of("store", Map.of("country", "Germany")), "/store/country"),
        Arguments.of(Map.of("store", Map.of("colour", "red")), "colour"),
        Arguments.of(Map.of("surprise", 1), "surprise"),
        Arguments.of(Map.of("suspended", "yes"), "/suspended"),
        Arguments.of(Map.of("images", Map.of("app", Map.of("tag", "a b"))), "/images/app/tag"),
        Arguments.of(Map.of("images", Map.of("requireDigest", true)), "/images/app/digest"),
        Arguments.of(Map.of("overrides", Map.of("app", Map.of("cpu", 1))), "cpu"),
        Arguments.of(Map.of("store", Map.of("id", "other")), "must equal the release name"),
        Arguments.of(Map.of("gateway", Map.of("enabled", true)), "gateway.parentRef.name"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void nonsenseIsRefusedAndNamed(Map<String, Object> values, String named) {
    for (StoreChart chart : StoreChart.values()) {
      assertThatThrownBy(() -> chart.render(values)).hasMessageContaining(named);
    }
  }

  @Test
  void releaseNamesThatCannotNameObjectsAreRefused() {
    for (StoreChart chart : StoreChart.values()) {
      assertThatThrownBy(() -> chart.render("4-shop", List.of(), Map.of()))
          .hasMessageContaining("must start with a letter");
      assertThatThrownBy(() -> chart.render("s".repeat(48), List.of(), Map.of()))
          .hasMessageContaining("the longest that fits all object names is 47");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLongestReleaseNameFitsEveryName(StoreChart chart) {
    Rendered rendered = chart.render("s".repeat(47), List.of(), Map.of());
    assertThat(rendered.objects())
        .allMatch(object -> object.getMetadata().getName().length() <= 63);
    // Its pods carry its name and "-<10 digits>" in one label.
    assertThat(rendered.all(StatefulSet.class))
        .allMatch(set -> set.getMetadata().getName().length() <= 52);
  }

  @ParameterizedTest
  @EnumSource
  void suspendedStopsAllPodsAndKeepsAllData(StoreChart chart) {
    Rendered running = chart.render(Map.of());
    Rendered suspended = chart.render(Map.of("suspended", true));
    assertThat(suspended.pods()).isNotEmpty().allMatch(pods -> pods.replicas() == 0);
    assertThat(suspended.all(Job.class)).isEmpty();
    assertThat(suspended.names())
        .containsAll(running.names().stream().filter(name -> !name.startsWith("Job/")).toList());
  }

  @ParameterizedTest
  @EnumSource
  void anotherSetUpIsAnotherJobAndTheSameSetUpTheSame(StoreChart chart) {
    String name = jobName(chart.render(Map.of()));
    assertThat(jobName(chart.render(Map.of("plan", "business")))).isEqualTo(name);
    assertThat(jobName(chart.render(Map.of("networkPolicy", Map.of("enabled", false)))))
        .isEqualTo(name);
    assertThat(
            Stream.of(
                    Values.named("Another"),
                    Map.<String, Object>of("setup", Map.of("attempt", 1)),
                    Map.<String, Object>of("secrets", Map.of("revision", "2")),
                    Map.<String, Object>of("images", Map.of("app", Map.of("tag", "2"))))
                .map(values -> jobName(chart.render(values))))
        .doesNotContain(name)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void newCredentialsRestartThePodsThatReadThem(StoreChart chart) {
    Rendered rendered = chart.render(Map.of("secrets", Map.of("revision", "r2")));
    assertThat(rendered.pods())
        .allSatisfy(
            pods ->
                assertThat(pods.template().getMetadata().getAnnotations())
                    .containsEntry("storeweaver.io/secrets-revision", "r2"));
  }

  @ParameterizedTest
  @EnumSource
  void anOverrideWinsOverThePlanAndLeavesTheRest(StoreChart chart) {
    Rendered plan = chart.render(Map.of("plan", "standard"));
    Rendered overridden =
        chart.render(
            Map.of("plan", "standard", "overrides", Map.of("database", Map.of("storage", "7Gi"))));
    assertThat(databaseStorage(overridden)).isEqualTo("7Gi");
    assertThat(databaseStorage(plan)).isEqualTo("5Gi");
    assertThat(overridden.all(StatefulSet.class)).isEqualTo(plan.all(StatefulSet.class));
  }

  @ParameterizedTest
  @EnumSource
  void aDigestWinsOverTheTag(StoreChart chart) {
    String digest = "sha256:" + "a".repeat(64);
    Rendered rendered =
        chart.render(Map.of("images", Map.of("database", Map.of("digest", digest))));
    Container container =
        rendered
            .all(StatefulSet.class)
            .getFirst()
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .getFirst();
    assertThat(container.getImage()).endsWith("@" + digest).doesNotContain("1.0.0");
  }

  @ParameterizedTest
  @EnumSource
  void httpsNamesOneCertificateForEachHost(StoreChart chart) {
    Ingress ingress = chart.render(Values.https()).all(Ingress.class).getFirst();
    assertThat(ingress.getMetadata().getAnnotations())
        .containsEntry("cert-manager.io/cluster-issuer", "letsencrypt-prod");
    assertThat(ingress.getSpec().getTls())
        .extracting(tls -> tls.getHosts().getFirst() + " " + tls.getSecretName())
        .containsExactly(
            "shop.example.com shop-abc123-tls", "www.example.org shop-abc123-tls-custom");
    assertThat(chart.render(Map.of()).all(Ingress.class).getFirst().getSpec().getTls()).isEmpty();
  }

  @Test
  void aBusinessStorefrontSurvivesTheLossOfANode() {
    Rendered rendered = StoreChart.MEDUSA.render(Map.of("plan", "business"));
    Deployment storefront = rendered.one(Deployment.class, "shop-abc123-storefront");
    assertThat(storefront.getSpec().getReplicas()).isEqualTo(2);
    assertThat(rendered.names()).contains("PodDisruptionBudget/shop-abc123-storefront");
    assertThat(StoreChart.MEDUSA.render(Map.of()).kind("PodDisruptionBudget")).isEmpty();
  }

  @Test
  void noCredentialIsEverInAManifestWithoutSecrets() {
    for (StoreChart chart : StoreChart.values()) {
      Rendered rendered = chart.render(Map.of());
      assertThat(rendered.kind("Secret")).isEmpty();
      assertThat(environment(rendered))
          .filteredOn(v -> v.getName().matches(".*(PASSWORD|SECRET|_KEY|_AUTH)$"))
          .isNotEmpty()
          .allMatch(v -> v.getValueFrom() != null && v.getValue() == null);
    }
  }

  private static String jobName(Rendered rendered) {
    return rendered.setup().getMetadata().getName();
  }

  private static String databaseStorage(Rendered rendered) {
    return rendered.all(PersistentVolumeClaim.class).stream()
        .filter(claim -> !claim.getMetadata().getName().endsWith("-files"))
        .map(claim -> String.valueOf(claim.getSpec().getResources().getRequests().get("storage")))
        .collect(Collectors.joining());
  }

  private static List<EnvVar> environment(Rendered rendered) {
    return rendered.pods().stream()
        .flatMap(pods -> pods.template().getSpec().getContainers().stream())
        .flatMap(container -> container.getEnv().stream())
        .toList();
  }

  // The kubelet turns "$$" into "$".
  private static List<String> nameSeenByContainers(Rendered rendered) {
    return environment(rendered).stream()
        .filter(variable -> variable.getName().equals("STORE_NAME"))
        .map(variable -> variable.getValue().replace("$$", "$"))
        .toList();
  }

  private static List<String> withoutNames(Rendered rendered) {
    return rendered.trees().stream()
        .map(ValuesTest::withoutName)
        .map(tree -> tree.replaceAll("-setup-[0-9a-f]{8}\"", "-setup\""))
        .toList();
  }

  private static String withoutName(JsonNode tree) {
    return tree.toString()
        .replaceAll("\\{\"name\":\"STORE_NAME\",\"value\":\"(\\\\.|[^\"\\\\])*\"\\}", "{}");
  }
}
