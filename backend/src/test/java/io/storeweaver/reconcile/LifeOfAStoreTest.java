package io.storeweaver.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.storeweaver.store.Engine;
import io.storeweaver.store.Phase;
import io.storeweaver.store.Plan;
import io.storeweaver.store.Store;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a store goes through, on the real charts. */
class LifeOfAStoreTest {
  private final World world = new World().withOwnCharts().withUpgradeOf("store");

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @EnumSource
  void aStoreOfEachEngineBecomesReadyAndLeavesNothingBehind(Engine engine) {
    Store store = world.create("Acme", engine);
    Store ready = world.until(store.id(), Phase.READY);
    assertThat(ready.status().storeUrl()).isEqualTo("http://acme.localhost");
    world.assertWhole(store.id());
    world.stores.delete(World.OWNER, store.id());
    world.until(store.id(), Phase.DELETED);
    world.assertNamespaces();
  }

  @Test
  void aNewStoreCostsAtMostTwentyWritesAndNoList() {
    world.until(world.create("First").id(), Phase.READY);
    world.sandbox.traffic().reset();
    world.until(world.create("Second").id(), Phase.READY);
    assertThat(world.sandbox.traffic().writes()).isLessThanOrEqualTo(20);
    assertThat(world.sandbox.traffic().count("list")).isZero();
  }

  @Test
  void upgradeSuspensionResumptionAndRollbackKeepTheCredentials() {
    String id = world.create("Acme").id();
    world.until(id, Phase.READY);
    Map<String, String> credentials = world.credentials(id);
    world.patch(id, Optional.of(Plan.BUSINESS), Optional.of("9.0.0"), Optional.empty());
    assertThat(world.until(id, Phase.READY).status().appliedRevision()).isEqualTo(2);
    world.patch(id, Optional.empty(), Optional.empty(), Optional.of(true));
    world.until(id, Phase.SUSPENDED);
    world.patch(id, Optional.empty(), Optional.empty(), Optional.of(false));
    world.until(id, Phase.READY);
    world.stores.rollback(World.OWNER, id, 1);
    Store back = world.until(id, Phase.READY);
    assertThat(back.spec().chartVersion()).isEqualTo("1.0.0");
    assertThat(back.spec().plan()).isEqualTo(Plan.STARTER);
    assertThat(world.credentials(id)).isEqualTo(credentials);
    world.assertWhole(id);
  }

  @Test
  void anObjectThatSomebodyDeletesOrEditsIsRepaired() {
    String id = world.create("Acme").id();
    Store store = world.until(id, Phase.READY);
    try (KubernetesClient kubectl =
        new KubernetesClientBuilder().withConfig(world.sandbox.configuration()).build()) {
      kubectl.services().inNamespace(store.namespace()).withName("wordpress").delete();
      kubectl.apps().deployments().inNamespace(store.namespace()).withName("wordpress").scale(0);
      world.untilSeen(
          id,
          "the repair",
          () -> {
            world.round();
            var service =
                kubectl.services().inNamespace(store.namespace()).withName("wordpress").get();
            var deployment =
                kubectl
                    .apps()
                    .deployments()
                    .inNamespace(store.namespace())
                    .withName("wordpress")
                    .get();
            return service != null && deployment.getSpec().getReplicas() == 1;
          });
    }
    world.until(id, Phase.READY);
    world.assertWhole(id);
  }

  @Test
  void aReadyStoreNeedsNoRequestToTheCluster() {
    String id = world.create("Acme").id();
    world.until(id, Phase.READY);
    world.sandbox.traffic().reset();
    for (int i = 0; i < 5; i++) {
      world.resync();
      world.round();
    }
    assertThat(world.sandbox.traffic().writes()).isZero();
    assertThat(world.sandbox.traffic().count("list")).isZero();
    assertThat(world.sandbox.traffic().count("get")).isZero();
  }

  @Test
  void whileTheClusterIsAwayAStoreWaitsAndNothingIsLost() {
    String early = world.create("Early").id();
    world.until(early, Phase.READY);
    world.sandbox.faults().outage(true);
    String id = world.create("Acme").id();
    world.untilSeen(
        id,
        "waiting for the cluster",
        () -> {
          world.round();
          var why = world.get(id).status().waitingFor();
          return why != null && why.code().name().equals("CLUSTER_UNREACHABLE");
        });
    assertThat(world.get(early).shown()).isEqualTo(Phase.READY);
    world.sandbox.faults().outage(false);
    world.until(id, Phase.READY);
  }

  @Test
  void aDeadlineThatPassesSaysWhatWasAwaitedAndALaterSuccessHeals() {
    String id = world.create("fail-volume-pending").id();
    world.untilSeen(
        id,
        "a cause",
        () -> {
          world.round();
          return world.get(id).status().waitingFor() != null;
        });
    world.jdbi.useHandle(h -> h.execute("update stores set deadline_at = now() - interval '1 s'"));
    Store failed = world.until(id, Phase.FAILED);
    assertThat(failed.status().failureReason()).isNotNull();
    assertThat(failed.status().waitingFor()).isNotNull();
  }
}
