package io.storeweaver.reconcile;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.storeweaver.Reason;
import io.storeweaver.Setting;
import io.storeweaver.cluster.Doorman;
import io.storeweaver.cluster.IngressProbe;
import io.storeweaver.store.Condition;
import io.storeweaver.store.Phase;
import io.storeweaver.store.Store;
import io.storeweaver.store.WaitingFor;
import java.time.Clock;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** READY means that visitors reach the shop, not only that its pods are. */
class RoutingTest {
  private final Doorman doorman = new Doorman(404);
  private final World world =
      new World(Map.of(), IngressProbe.at(doorman.address(), Clock.systemUTC())).withSmallCharts();

  @AfterEach
  void close() {
    world.close();
    doorman.close();
  }

  @Test
  void aStoreWaitsUntilTheIngressControllerRoutesToIt() {
    String id = world.create("Acme").id();
    world.untilSeen(
        id,
        "the wait for the ingress controller",
        () -> {
          world.round();
          var why = world.get(id).status().waitingFor();
          return why != null && why.code() == Reason.INGRESS_PENDING;
        });
    Store waiting = world.get(id);
    assertThat(waiting.shown()).isEqualTo(Phase.PROVISIONING);
    assertThat(waiting.status().waitingFor())
        .extracting(WaitingFor::message, as(InstanceOfAssertFactories.STRING))
        .contains("answers 404 for acme.localhost");
    assertThat(waiting.status().waitingFor())
        .extracting(WaitingFor::resource)
        .isEqualTo("Ingress/shop");
    assertThat(waiting.status().conditions())
        .filteredOn(c -> c.type() == Condition.Type.Exposed)
        .extracting(Condition::status)
        .containsExactly(Condition.Status.False);
    doorman.answer(302);
    assertThat(world.until(id, Phase.READY).status().conditions())
        .filteredOn(c -> c.type() == Condition.Type.Exposed)
        .extracting(Condition::status)
        .containsExactly(Condition.Status.True);
  }

  @Test
  void aReadyStoreIsNotAskedForItsPageAgain() {
    doorman.answer(200);
    String id = world.create("Acme").id();
    world.until(id, Phase.READY);
    int asked = doorman.hosts().size();
    world.resync();
    world.round();
    assertThat(world.get(id).shown()).isEqualTo(Phase.READY);
    assertThat(doorman.hosts()).hasSize(asked);
  }

  @Test
  void withNodePortsAStoreWaitsUntilTheNodeHasOpenedIts() {
    Map<Setting, String> nodePort = Map.of(Setting.ACCESS, "nodeport");
    try (World ported = new World(nodePort, IngressProbe.published(Clock.systemUTC()))) {
      ported.withOwnCharts();
      nodeIsHere(ported);
      String id = ported.create("Acme").id();
      ported.untilSeen(
          id,
          "the wait for the node's port",
          () -> {
            ported.round();
            var why = ported.get(id).status().waitingFor();
            return why != null && why.message().contains("is closed");
          });
      assertThat(ported.get(id).shown()).isEqualTo(Phase.PROVISIONING);
    }
  }

  /** Nothing opens a port on this machine for a simulated Service. */
  private static void nodeIsHere(World world) {
    try (KubernetesClient kubectl =
        new KubernetesClientBuilder().withConfig(world.sandbox.configuration()).build()) {
      kubectl
          .nodes()
          .resources()
          .forEach(
              node ->
                  node.editStatus(
                      found -> {
                        found.getStatus().getAddresses().forEach(a -> a.setAddress("127.0.0.1"));
                        return found;
                      }));
    }
  }
}
