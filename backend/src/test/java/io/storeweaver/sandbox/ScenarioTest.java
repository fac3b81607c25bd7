package io.storeweaver.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.storeweaver.Await;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScenarioTest {
  private static final Sandbox SANDBOX = Sandbox.start(SandboxOptions.fast());
  private static KubernetesClient client;
  private static final Raw RAW = Raw.to(SANDBOX);

  @BeforeAll
  static void connect() {
    client = new KubernetesClientBuilder().withConfig(SANDBOX.configuration()).build();
  }

  @AfterAll
  static void close() {
    client.close();
    SANDBOX.close();
  }

  /**
   * What a client must be able to see in the end: a kind of object of which one contains all of
   * these texts.
   */
  private record Sign(String resources, List<String> texts) {
    Sign {
      texts = List.copyOf(texts);
    }

    static Sign of(String resources, String... texts) {
      return new Sign(resources, List.of(texts));
    }
  }

  private static final Map<Scenario, Sign> SIGNS =
      Map.ofEntries(
          Map.entry(
              Scenario.IMAGE_PULL,
              Sign.of("api/v1 pods", "ImagePullBackOff", "Back-off pulling image", "wordpress-")),
          Map.entry(
              Scenario.CRASH_LOOP,
              Sign.of(
                  "api/v1 pods",
                  "CrashLoopBackOff",
                  "\"restartCount\":2",
                  "\"exitCode\":1",
                  "wordpress-")),
          Map.entry(
              Scenario.OUT_OF_MEMORY,
              Sign.of("api/v1 pods", "CrashLoopBackOff", "OOMKilled", "\"exitCode\":137")),
          Map.entry(
              Scenario.PROBE,
              Sign.of(
                  "api/v1 events",
                  "Unhealthy",
                  "Readiness probe failed: HTTP probe failed with statuscode: 500")),
          Map.entry(
              Scenario.UNSCHEDULABLE,
              Sign.of(
                  "api/v1 pods",
                  "Unschedulable",
                  "0/1 nodes are available: 1 Insufficient memory.")),
          Map.entry(
              Scenario.QUOTA,
              Sign.of(
                  "apis/apps/v1 deployments",
                  "ReplicaFailure",
                  "FailedCreate",
                  "is forbidden: exceeded quota: store-quota, requested: ")),
          Map.entry(
              Scenario.VOLUME_PENDING,
              Sign.of(
                  "api/v1 events",
                  "ProvisioningFailed",
                  "storageclass.storage.k8s.io \\\"standard\\\" not found")),
          Map.entry(
              Scenario.VOLUME_MOUNT,
              Sign.of("api/v1 events", "FailedMount", "MountVolume", "mysql-0")),
          Map.entry(
              Scenario.CONFIG,
              Sign.of(
                  "api/v1 pods",
                  "CreateContainerConfigError",
                  "secret \\\"wordpress-secret\\\" not found")),
          Map.entry(
              Scenario.SETUP_JOB,
              Sign.of(
                  "apis/batch/v1 jobs",
                  "BackoffLimitExceeded",
                  "\"failed\":3",
                  "\"type\":\"Failed\"")),
          Map.entry(
              Scenario.POD_SECURITY,
              Sign.of(
                  "apis/apps/v1 deployments",
                  "ReplicaFailure",
                  "violates PodSecurity \\\"restricted:latest\\\": allowPrivilegeEscalation != false (container")),
          Map.entry(
              Scenario.EVICTED,
              Sign.of(
                  "api/v1 pods",
                  "\"reason\":\"Evicted\"",
                  "\"phase\":\"Failed\"",
                  "low on resource")),
          Map.entry(
              Scenario.NODE_LOST,
              Sign.of("api/v1 pods", "\"reason\":\"NodeLost\"", "sandbox-lost", "is unresponsive")),
          Map.entry(
              Scenario.ROLLOUT_STUCK,
              Sign.of(
                  "apis/apps/v1 deployments",
                  "ProgressDeadlineExceeded",
                  "has timed out progressing.")));

  private static boolean visible(String namespace, Sign sign) {
    String[] where = sign.resources().split(" ", -1);
    JsonNode list = RAW.get("/" + where[0] + "/namespaces/" + namespace + "/" + where[1]).body();
    return Json.any(
        list.path("items"),
        item -> {
          String text = item.toString();
          for (String wanted : sign.texts()) {
            if (!text.contains(wanted)) {
              return false;
            }
          }
          return true;
        });
  }

  private static boolean ready(String namespace) {
    Predicate<JsonNode> available = one -> Json.at(one, "status", "readyReplicas").asInt() == 1;
    JsonNode deployment =
        RAW.get("/apis/apps/v1/namespaces/" + namespace + "/deployments/wordpress").body();
    JsonNode database =
        RAW.get("/apis/apps/v1/namespaces/" + namespace + "/statefulsets/mysql").body();
    JsonNode ingress =
        RAW.get(
                "/apis/networking.k8s.io/v1/namespaces/"
                    + namespace
                    + "/ingresses/wordpress-ingress")
            .body();
    return available.test(deployment)
        && available.test(database)
        && !Json.at(ingress, "status", "loadBalancer", "ingress").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SLOW_START", "STUCK_DELETE", "NO_INGRESS"})
  void aStoreThatFailsByItsNameHealsWhenItIsRenamed(Scenario scenario) {
    Shop shop = Shop.named("fail-" + scenario.slug());
    shop.applyTo(client, "My fail-" + scenario.slug() + " shop");
    Sign sign = Objects.requireNonNull(SIGNS.get(scenario));
    Await.until(scenario + " in " + sign.resources(), () -> visible(shop.namespace(), sign));

    Shop.apply(client, shop.home("My good shop", 0));
    if (scenario == Scenario.SETUP_JOB) {
      RAW.delete(
          "/apis/batch/v1/namespaces/"
              + shop.namespace()
              + "/jobs/setup-1a2b3c?propagationPolicy=Background");
      shop.applyTo(client, "My good shop");
    }

    Await.until(scenario + " healed", () -> ready(shop.namespace()));
    Await.until(
        "finished set-up",
        () -> visible(shop.namespace(), Sign.of("apis/batch/v1 jobs", "\"type\":\"Complete\"")));
  }

  @Test
  void aFlakyStoreHealsOnItsFirstRetry() {
    Shop shop = Shop.named("flaky");
    shop.applyTo(client, "flaky-crash-loop");
    Await.until(
        "crash", () -> visible(shop.namespace(), Sign.of("api/v1 pods", "CrashLoopBackOff")));

    Shop.apply(client, shop.home("flaky-crash-loop", 1));

    Await.until("healed shop", () -> ready(shop.namespace()));
  }

  @Test
  void aCrashedContainerLeavesItsLastWords() {
    Shop shop = Shop.named("words");
    shop.applyTo(client, "fail-crash-loop");
    Await.until(
        "crash", () -> visible(shop.namespace(), Sign.of("api/v1 pods", "CrashLoopBackOff")));
    String pod =
        client
            .pods()
            .inNamespace(shop.namespace())
            .withLabel("app.kubernetes.io/component", "app")
            .list()
            .getItems()
            .getFirst()
            .getMetadata()
            .getName();

    String log =
        client
            .pods()
            .inNamespace(shop.namespace())
            .withName(pod)
            .inContainer("php")
            .terminated()
            .tailingLines(2)
            .getLog();

    assertThat(log.strip().lines()).hasSize(2).first().asString().startsWith("FATAL: ");
  }

  @Test
  void withoutAnIngressTheShopHasNoAddress() {
    Shop shop = Shop.named("noingress");
    shop.applyTo(client, "fail-no-ingress");
    String ingress =
        "/apis/networking.k8s.io/v1/namespaces/"
            + shop.namespace()
            + "/ingresses/wordpress-ingress";
    Await.until(
        "ready database",
        () ->
            visible(shop.namespace(), Sign.of("apis/apps/v1 statefulsets", "\"readyReplicas\":1")));

    assertThat(RAW.get(ingress).body().at("/status/loadBalancer/ingress").isEmpty()).isTrue();
    Shop.apply(client, shop.home("fine", 0));

    Await.until("address", () -> ready(shop.namespace()));
  }

  @Test
  void aStuckDeleteEndsWithTheNextRetry() {
    Shop shop = Shop.named("stuck");
    shop.applyTo(client, "fail-stuck-delete");
    Await.until(
        "hold",
        () ->
            visible(shop.namespace(), Sign.of("api/v1 configmaps", "sandbox.storeweaver.io/hold")));
    client.namespaces().withName(shop.namespace()).delete();
    String home = "/api/v1/namespaces/" + shop.namespace();
    Await.until(
        "named finalizer",
        () ->
            RAW.get(home)
                .text()
                .contains(
                    "finalizers remaining: sandbox.storeweaver.io/hold in 1 resource instances"));

    RAW.merge(home, "{\"metadata\":{\"annotations\":{\"storeweaver.io/retries\":\"1\"}}}");

    Await.until("end of the namespace", () -> RAW.get(home).code() == 404);
  }

  @Test
  void everyScenarioIsListedWithASentence() {
    assertThat(Scenario.all()).allSatisfy(one -> assertThat(one.description()).endsWith("."));
    assertThat(Scenario.all()).extracting(Scenario::slug).doesNotHaveDuplicates();
  }
}
