package io.storeweaver.chart.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every pod is one that Pod Security "restricted" admits, and that starts and ends as it should.
 */
class RestrictedPodsTest {
  @TestFactory
  Stream<DynamicTest> everyPodIsAdmittedAndBounded() {
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

  @Test
  void theTestPodIsAdmittedToo() {
    for (StoreChart chart : StoreChart.values()) {
      Pod pod = chart.renderWithTestPod().all(Pod.class).getFirst();
      SoftAssertions all = new SoftAssertions();
      checkPod(all, "test", pod.getSpec());
      pod.getSpec().getContainers().forEach(container -> checkContainer(all, "test", container));
      all.assertAll();
      assertThat(pod.getMetadata().getAnnotations()).containsEntry("unhooked", "test");
    }
  }

  @Test
  void podsWithAReadWriteOnceVolumeAreReplacedNotDoubled() {
    for (StoreChart chart : StoreChart.values()) {
      List<Deployment> owners =
          chart.render(Map.of("plan", "business")).all(Deployment.class).stream()
              .filter(d -> ownsVolume(d.getSpec().getTemplate().getSpec()))
              .toList();
      assertThat(owners)
          .isNotEmpty()
          .allMatch(d -> d.getSpec().getStrategy().getType().equals("Recreate"))
          .allMatch(d -> d.getSpec().getReplicas() == 1);
    }
  }

  private static void checkAll(Rendered rendered) {
    SoftAssertions all = new SoftAssertions();
    for (Rendered.Pods pods : rendered.pods()) {
      PodSpec spec = pods.template().getSpec();
      checkPod(all, pods.owner(), spec);
      boolean runsToItsEnd = pods.owner().startsWith("Job/");
      for (Container container : spec.getContainers()) {
        checkContainer(all, pods.owner(), container);
        if (!runsToItsEnd) {
          checkProbes(all, pods.owner(), container);
        }
      }
      spec.getInitContainers().forEach(c -> checkContainer(all, pods.owner(), c));
    }
    all.assertAll();
  }

  private static void checkPod(SoftAssertions all, String owner, PodSpec spec) {
    all.assertThat(spec.getSecurityContext().getRunAsNonRoot()).as(owner).isTrue();
    all.assertThat(spec.getSecurityContext().getRunAsUser()).as(owner).isPositive();
    all.assertThat(spec.getSecurityContext().getSeccompProfile().getType())
        .as(owner)
        .isEqualTo("RuntimeDefault");
    all.assertThat(spec.getSecurityContext().getFsGroupChangePolicy())
        .as(owner)
        .isEqualTo("OnRootMismatch");
    all.assertThat(spec.getAutomountServiceAccountToken()).as(owner).isFalse();
    all.assertThat(spec.getEnableServiceLinks()).as(owner).isFalse();
    all.assertThat(spec.getHostNetwork()).as(owner).isNull();
    all.assertThat(spec.getHostPID()).as(owner).isNull();
    all.assertThat(spec.getHostIPC()).as(owner).isNull();
    all.assertThat(spec.getVolumes())
        .as(owner)
        .allMatch(v -> v.getEmptyDir() != null || v.getPersistentVolumeClaim() != null);
    all.assertThat(spec.getVolumes().stream().map(Volume::getEmptyDir))
        .as(owner + ": scratch space has a bound")
        .allMatch(dir -> dir == null || dir.getSizeLimit() != null);
  }

  private static void checkContainer(SoftAssertions all, String owner, Container container) {
    String name = owner + " " + container.getName();
    var security = container.getSecurityContext();
    all.assertThat(security.getAllowPrivilegeEscalation()).as(name).isFalse();
    all.assertThat(security.getReadOnlyRootFilesystem()).as(name).isTrue();
    all.assertThat(security.getPrivileged()).as(name).isNull();
    all.assertThat(security.getCapabilities().getDrop()).as(name).containsExactly("ALL");
    all.assertThat(security.getCapabilities().getAdd()).as(name).isEmpty();
    var resources = container.getResources();
    all.assertThat(resources.getRequests()).as(name).containsKeys("cpu", "memory");
    all.assertThat(resources.getLimits()).as(name).containsOnlyKeys("memory");
    all.assertThat(container.getImagePullPolicy()).as(name).isEqualTo("IfNotPresent");
  }

  private static void checkProbes(SoftAssertions all, String owner, Container container) {
    String name = owner + " " + container.getName();
    all.assertThat(container.getStartupProbe()).as(name).isNotNull();
    all.assertThat(container.getLivenessProbe()).as(name).isNotNull();
    if (container.getPorts().isEmpty()) {
      return;
    }
    all.assertThat(container.getReadinessProbe()).as(name).isNotNull();
    all.assertThat(container.getReadinessProbe().getPeriodSeconds()).as(name).isBetween(5, 10);
    all.assertThat(container.getStartupProbe().getPeriodSeconds()).as(name).isEqualTo(1);
  }

  private static boolean ownsVolume(PodSpec spec) {
    return spec.getVolumes().stream().anyMatch(v -> v.getPersistentVolumeClaim() != null);
  }
}
