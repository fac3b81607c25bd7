package io.storeweaver.chart.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Service;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The quota of each plan holds everything that may run at once. */
class QuotaTest {
  // Two certificate solvers as cert-manager makes them, and the pod of `helm test`.
  private static final Map<String, BigDecimal> GUESTS =
      Map.of(
          "cpu", new BigDecimal("0.03"),
          "memory", mebi(64 + 64 + 32),
          "limits", mebi(64 + 64 + 128));

  static Stream<Arguments> everyPlanOfEveryFile() {
    return Stream.of(StoreChart.values())
        .flatMap(
            chart ->
                Values.FILES.stream()
                    .flatMap(
                        file ->
                            Values.PLANS.stream().map(plan -> Arguments.of(chart, file, plan))));
  }

  @ParameterizedTest
  @MethodSource("everyPlanOfEveryFile")
  void holdsAllPodsARolloutTheSetUpAndGuests(StoreChart chart, String file, String plan) {
    Rendered rendered = chart.render(StoreChart.RELEASE, List.of(file), Map.of("plan", plan));
    Map<String, Quantity> hard = quota(rendered);
    SoftAssertions all = new SoftAssertions();
    all.assertThat(number(hard, "requests.cpu"))
        .as("requests.cpu")
        .isGreaterThanOrEqualTo(sum(rendered, c -> requests(c, "cpu")).add(guest("cpu")));
    all.assertThat(number(hard, "requests.memory"))
        .as("requests.memory")
        .isGreaterThanOrEqualTo(sum(rendered, c -> requests(c, "memory")).add(guest("memory")));
    all.assertThat(number(hard, "limits.memory"))
        .as("limits.memory")
        .isGreaterThanOrEqualTo(sum(rendered, QuotaTest::memoryLimit).add(guest("limits")));
    all.assertThat(number(hard, "pods").intValue())
        .as("pods")
        .isGreaterThanOrEqualTo(rendered.pods().stream().mapToInt(QuotaTest::mostPods).sum() + 3);
    all.assertAll();
  }

  @ParameterizedTest
  @MethodSource("everyPlanOfEveryFile")
  void holdsExactlyTheVolumes(StoreChart chart, String file, String plan) {
    Rendered rendered = chart.render(StoreChart.RELEASE, List.of(file), Map.of("plan", plan));
    List<PersistentVolumeClaim> claims = rendered.all(PersistentVolumeClaim.class);
    BigDecimal storage =
        claims.stream()
            .map(c -> c.getSpec().getResources().getRequests().get("storage"))
            .map(Quantity::getNumericalAmount)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(number(quota(rendered), "requests.storage")).isEqualByComparingTo(storage);
    assertThat(number(quota(rendered), "persistentvolumeclaims").intValue())
        .isEqualTo(claims.size());
  }

  @Test
  void countsNoCpuLimitBecauseNoPodHasOne() {
    for (StoreChart chart : StoreChart.values()) {
      assertThat(quota(chart.render(Map.of()))).doesNotContainKey("limits.cpu");
    }
  }

  @Test
  void admitsANodePortOnlyWhereOneIsUsed() {
    for (StoreChart chart : StoreChart.values()) {
      Rendered nodePort = chart.render(Map.of("access", "nodeport"));
      assertThat(number(quota(nodePort), "services.nodeports").intValue()).isEqualTo(1);
      assertThat(nodePort.all(Service.class))
          .filteredOn(s -> "NodePort".equals(s.getSpec().getType()))
          .hasSize(1);
      assertThat(number(quota(chart.render(Map.of())), "services.nodeports").intValue()).isZero();
    }
  }

  private static int mostPods(Rendered.Pods pods) {
    boolean deployment = pods.owner().startsWith("Deployment/");
    boolean ownsVolume =
        pods.template().getSpec().getVolumes().stream()
            .anyMatch(volume -> volume.getPersistentVolumeClaim() != null);
    return pods.replicas() + (deployment && !ownsVolume ? 1 : 0);
  }

  // Kubernetes' rule: containers together, or the largest init container, whichever is more.
  private static BigDecimal effective(
      PodTemplateSpec template, Function<Container, BigDecimal> amount) {
    BigDecimal containers =
        template.getSpec().getContainers().stream()
            .map(amount)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return template.getSpec().getInitContainers().stream()
        .map(amount)
        .reduce(containers, BigDecimal::max);
  }

  private static BigDecimal sum(Rendered rendered, Function<Container, BigDecimal> amount) {
    return rendered.pods().stream()
        .map(p -> effective(p.template(), amount).multiply(BigDecimal.valueOf(mostPods(p))))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal requests(Container container, String resource) {
    return number(container.getResources().getRequests(), resource);
  }

  private static BigDecimal memoryLimit(Container container) {
    return number(container.getResources().getLimits(), "memory");
  }

  private static Map<String, Quantity> quota(Rendered rendered) {
    return rendered.all(ResourceQuota.class).getFirst().getSpec().getHard();
  }

  private static BigDecimal number(Map<String, Quantity> amounts, String key) {
    return Objects.requireNonNull(amounts.get(key), key).getNumericalAmount();
  }

  private static BigDecimal guest(String resource) {
    return GUESTS.getOrDefault(resource, BigDecimal.ZERO);
  }

  private static BigDecimal mebi(int amount) {
    return BigDecimal.valueOf(amount).multiply(BigDecimal.valueOf(1024L * 1024));
  }
}
