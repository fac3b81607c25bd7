package io.storeweaver.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.storeweaver.Setting;
import io.storeweaver.store.Engine;
import io.storeweaver.store.Phase;
import io.storeweaver.store.Store;
import io.storeweaver.store.StoreEvent;
import io.storeweaver.store.StoreEvents;
import io.storeweaver.store.WaitingFor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator can choose otherwise, on the real charts. */
class ChoicesTest {

  @ParameterizedTest
  @EnumSource
  void withNodePortsAStoresUrlIsThatOfANodeAndOfTheServicesPort(Engine engine) {
    try (World world = new World(Map.of(Setting.ACCESS, "nodeport")).withOwnCharts()) {
      String id = world.create("Acme", engine).id();
      Store ready = world.until(id, Phase.READY);
      try (KubernetesClient kubectl = kubectl(world)) {
        String nodes = kubectl.raw("/api/v1/nodes");
        List<Integer> ports =
            kubectl.services().inNamespace(ready.namespace()).list().getItems().stream()
                .filter(s -> "NodePort".equals(s.getSpec().getType()))
                .map(s -> s.getSpec().getPorts().getFirst().getNodePort())
                .toList();
        assertThat(ports).hasSize(1).allMatch(port -> port >= 30_000 && port < 32_768);
        String url = String.valueOf(ready.status().storeUrl());
        String address = url.replaceFirst("http://", "").replaceFirst(":\\d+$", "");
        assertThat(url).isEqualTo("http://" + address + ":" + ports.getFirst());
        assertThat(nodes).contains("{\"type\":\"InternalIP\",\"address\":\"" + address + "\"}");
        assertThat(ready.status().adminUrl())
            .isEqualTo(ready.status().storeUrl() + engine.adminPath());
        assertThat(
                kubectl.network().v1().ingresses().inNamespace(ready.namespace()).list().getItems())
            .isEmpty();
      }
    }
  }

  @Test
  void afterAFailedFirstProvisioningNothingIsLeftWhereThatIsWantedButTheReason() {
    try (World world = new World(Map.of(Setting.ON_FAILURE, "cleanup")).withOwnCharts()) {
      String id = world.create("fail-setup-job", Engine.MEDUSA).id();
      world.until(id, Phase.FAILED);
      world.untilSeen(id, "no namespace", () -> noNamespace(world, id));
      for (int i = 0; i < 3; i++) {
        world.jdbi.useHandle(h -> h.execute("update stores set next_reconcile_at = now()"));
        world.round();
      }
      Store failed = world.get(id);
      assertThat(failed.shown()).isEqualTo(Phase.FAILED);
      assertThat(failed.status().failureReason()).isEqualTo("SETUP_FAILED");
      assertThat(failed.status().waitingFor())
          .extracting(WaitingFor::resource)
          .asString()
          .startsWith("Job/");
      assertThat(noNamespace(world, id)).isTrue();
      assertThat(reasons(world, id)).containsOnlyOnce("CleanedUp").containsOnlyOnce("Failed");
    }
  }

  @Test
  void aRetryMakesACleanedUpStoreAnew() {
    try (World world = new World(Map.of(Setting.ON_FAILURE, "cleanup")).withOwnCharts()) {
      String id = world.create("fail-setup-job", Engine.WOOCOMMERCE).id();
      world.until(id, Phase.FAILED);
      world.untilSeen(id, "no namespace", () -> noNamespace(world, id));
      world.rename(id, "Mended");
      Store ready = world.until(id, Phase.READY);
      assertThat(ready.status().failureReason()).isNull();
      world.assertWhole(id);
    }
  }

  @Test
  void aStoreThatWorkedBeforeIsNeverCleanedUp() {
    try (World world = new World(Map.of(Setting.ON_FAILURE, "cleanup")).withOwnCharts()) {
      String id = world.create("Acme", Engine.WOOCOMMERCE).id();
      world.until(id, Phase.READY);
      world.rename(id, "fail-crash-loop");
      for (int i = 0; i < 5; i++) {
        world.round();
      }
      assertThat(noNamespace(world, id)).isFalse();
    }
  }

  private static boolean noNamespace(World world, String id) {
    world.round();
    try (KubernetesClient kubectl = kubectl(world)) {
      return kubectl.namespaces().withName("store-" + id).get() == null;
    }
  }

  private static List<String> reasons(World world, String id) {
    return new StoreEvents(world.jdbi)
        .page(World.OWNER, id, Long.MAX_VALUE, 200).stream().map(StoreEvent::reason).toList();
  }

  private static KubernetesClient kubectl(World world) {
    return new KubernetesClientBuilder().withConfig(world.sandbox.configuration()).build();
  }
}
