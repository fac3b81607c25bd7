package io.storeweaver.chart.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What refers to something finds it: selectors, ports, volumes, Secrets, paths. */
class WiringTest {
  @TestFactory
  Stream<DynamicTest> everyReferenceFindsItsTarget() {
    return Stream.of(StoreChart.values())
        .flatMap(
            chart ->
                Values.all().entrySet().stream()
                    .map(
                        entry ->
                            DynamicTest.dynamicTest(
                                chart.folder + ", " + entry.getKey(),
                                () -> checkAll(chart.render(entry.getValue())))));
  }

  private static void checkAll(Rendered rendered) {
    assertThat(rendered.names()).doesNotHaveDuplicates();
    checkLabels(rendered);
    checkSelectors(rendered);
    checkServices(rendered);
    checkVolumes(rendered);
    checkEntrance(rendered);
  }

  private static void checkLabels(Rendered rendered) {
    assertThat(rendered.objects())
        .allSatisfy(
            object ->
                assertThat(object.getMetadata().getLabels())
                    .containsEntry("storeweaver.io/store", StoreChart.RELEASE)
                    .containsEntry("app.kubernetes.io/managed-by", "Helm"));
    assertThat(rendered.pods())
        .allSatisfy(
            pods ->
                assertThat(labels(pods.template()))
                    .containsEntry("storeweaver.io/store", StoreChart.RELEASE)
                    .doesNotContainKeys("helm.sh/chart", "app.kubernetes.io/version"));
  }

  private static void checkSelectors(Rendered rendered) {
    Stream.concat(
            rendered.all(Deployment.class).stream()
                .map(d -> Map.entry(d.getSpec().getSelector(), d.getSpec().getTemplate())),
            rendered.all(StatefulSet.class).stream()
                .map(s -> Map.entry(s.getSpec().getSelector(), s.getSpec().getTemplate())))
        .forEach(
            owner ->
                assertThat(labels(owner.getValue()))
                    .containsAllEntriesOf(owner.getKey().getMatchLabels())
                    .satisfies(
                        l ->
                            assertThat(owner.getKey().getMatchLabels())
                                .doesNotContainKey("storeweaver.io/store")));
    rendered
        .all(PodDisruptionBudget.class)
        .forEach(
            b ->
                assertThat(selected(rendered, b.getSpec().getSelector().getMatchLabels()))
                    .hasSize(1));
  }

  private static void checkServices(Rendered rendered) {
    for (Service service : rendered.all(Service.class)) {
      assertThat(service.getMetadata().getName()).matches("[a-z].{0,62}");
      List<Rendered.Pods> behind = selected(rendered, service.getSpec().getSelector());
      assertThat(behind).as(service.getMetadata().getName()).hasSize(1);
      for (ServicePort port : service.getSpec().getPorts()) {
        assertThat(portNames(behind.getFirst().template()))
            .contains(port.getTargetPort().getStrVal());
      }
    }
    rendered
        .all(StatefulSet.class)
        .forEach(s -> rendered.one(Service.class, s.getSpec().getServiceName()));
  }

  private static void checkVolumes(Rendered rendered) {
    Set<String> claimed = new TreeSet<>();
    for (Rendered.Pods pods : rendered.pods()) {
      var spec = pods.template().getSpec();
      Set<String> volumes =
          spec.getVolumes().stream().map(Volume::getName).collect(Collectors.toSet());
      spec.getContainers()
          .forEach(
              c -> c.getVolumeMounts().forEach(m -> assertThat(volumes).contains(m.getName())));
      spec.getVolumes().stream()
          .filter(v -> v.getPersistentVolumeClaim() != null)
          .forEach(v -> claimed.add(v.getPersistentVolumeClaim().getClaimName()));
    }
    assertThat(rendered.all(PersistentVolumeClaim.class))
        .extracting(claim -> claim.getMetadata().getName())
        .containsExactlyInAnyOrderElementsOf(claimed);
  }

  private static void checkEntrance(Rendered rendered) {
    rendered.all(Ingress.class).stream()
        .flatMap(ingress -> ingress.getSpec().getRules().stream())
        .flatMap(rule -> rule.getHttp().getPaths().stream())
        .map(path -> path.getBackend().getService())
        .forEach(
            target ->
                assertThat(rendered.one(Service.class, target.getName()).getSpec().getPorts())
                    .anyMatch(port -> port.getPort().equals(target.getPort().getNumber())));
    rendered
        .kind("HTTPRoute")
        .flatMap(route -> route.findValues("backendRefs").stream())
        .map(refs -> refs.get(0).path("name").asText())
        .forEach(name -> rendered.one(Service.class, name));
  }

  @TestFactory
  Stream<DynamicTest> everyNetworkPolicySelectsPodsAndOpensAPortTheyServe() {
    return Stream.of(StoreChart.values())
        .map(
            chart ->
                DynamicTest.dynamicTest(
                    chart.folder,
                    () -> {
                      Rendered rendered = chart.render(Map.of());
                      rendered.kind("NetworkPolicy").forEach(p -> checkPolicy(rendered, p));
                    }));
  }

  private static void checkPolicy(Rendered rendered, JsonNode policy) {
    List<Rendered.Pods> pods = new Selector(policy.path("spec").path("podSelector")).of(rendered);
    assertThat(pods).as(policy.path("metadata").path("name").asText()).isNotEmpty();
    Set<Integer> served =
        pods.stream()
            .flatMap(p -> ports(p.template()))
            .map(ContainerPort::getContainerPort)
            .collect(Collectors.toSet());
    for (JsonNode rule : policy.path("spec").path("ingress")) {
      rule.path("ports").forEach(port -> assertThat(served).contains(port.path("port").asInt()));
      for (JsonNode peer : rule.path("from")) {
        boolean neighbour = peer.has("podSelector") && !peer.has("namespaceSelector");
        boolean isTest = peer.toString().contains("[\"test\"]");
        if (neighbour && !isTest) {
          assertThat(new Selector(peer.path("podSelector")).of(rendered)).isNotEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void databasesAreOpenToTheAppAndTheSetUpOnly(StoreChart chart) {
    Rendered rendered = chart.render(Map.of());
    List<Rendered.Pods> admitted =
        rendered
            .kind("NetworkPolicy")
            .filter(p -> p.toString().contains(":3306") || p.toString().contains(":5432"))
            .flatMap(p -> p.path("spec").path("ingress").findValues("podSelector").stream())
            .flatMap(selector -> new Selector(selector).of(rendered).stream())
            .toList();
    assertThat(admitted)
        .extracting(pods -> labels(pods.template()).get("app.kubernetes.io/component"))
        .containsExactlyInAnyOrder("app", "setup");
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheAppReachesTheInternetAndNoPrivateRange(StoreChart chart) {
    Rendered rendered = chart.render(Map.of());
    List<JsonNode> open =
        rendered.kind("NetworkPolicy").filter(p -> p.toString().contains("0.0.0.0/0")).toList();
    assertThat(open).hasSize(1);
    assertThat(new Selector(open.getFirst().path("spec").path("podSelector")).of(rendered))
        .extracting(pods -> labels(pods.template()).get("app.kubernetes.io/component"))
        .containsExactly("app");
    assertThat(open.getFirst().toString())
        .contains(
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10");
  }

  @ParameterizedTest
  @EnumSource
  void everySecretKeyThatPodsReadIsOneThatTheChartMakes(StoreChart chart) {
    Rendered rendered = chart.renderWithSecrets(List.of());
    Map<String, Set<String>> made =
        rendered.all(Secret.class).stream()
            .collect(Collectors.toMap(s -> s.getMetadata().getName(), s -> s.getData().keySet()));
    assertThat(made).hasSize(2);
    rendered.pods().stream()
        .flatMap(pods -> pods.template().getSpec().getContainers().stream())
        .flatMap(container -> container.getEnv().stream())
        .filter(variable -> variable.getValueFrom() != null)
        .map(variable -> variable.getValueFrom().getSecretKeyRef())
        .forEach(
            ref -> assertThat(made.getOrDefault(ref.getName(), Set.of())).contains(ref.getKey()));
  }

  @ParameterizedTest
  @EnumSource
  void costsFewWrites(StoreChart chart) {
    assertThat(chart.render(Map.of()).names()).hasSizeLessThanOrEqualTo(chart.mostObjects);
  }

  @Test
  void variablesAreNamedOnceInEachContainer() {
    for (StoreChart chart : StoreChart.values()) {
      chart.render(Map.of()).pods().stream()
          .flatMap(pods -> pods.template().getSpec().getContainers().stream())
          .forEach(c -> assertThat(c.getEnv()).extracting("name").doesNotHaveDuplicates());
    }
  }

  private static List<Rendered.Pods> selected(Rendered rendered, Map<String, String> wanted) {
    return rendered.pods().stream()
        .filter(pods -> labels(pods.template()).entrySet().containsAll(wanted.entrySet()))
        .toList();
  }

  private static Map<String, String> labels(PodTemplateSpec template) {
    return template.getMetadata().getLabels();
  }

  private static Stream<ContainerPort> ports(PodTemplateSpec template) {
    return template.getSpec().getContainers().stream().flatMap(c -> c.getPorts().stream());
  }

  private static Set<String> portNames(PodTemplateSpec template) {
    return ports(template).map(ContainerPort::getName).collect(Collectors.toSet());
  }
}
