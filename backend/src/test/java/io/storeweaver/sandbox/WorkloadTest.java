package io.storeweaver.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.storeweaver.Await;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadTest extends SandboxTest {
  private List<Pod> pods(String app) {
    return client.pods().inNamespace("shop").withLabel("app", app).list().getItems();
  }

  @Test
  void aWholeShopComesToLife() {
    Shop shop = Shop.named("a");
    shop.applyTo(client, "A");
    String home = "/namespaces/store-a/";

    Await.until(
        "ready deployment",
        () ->
            raw.get("/apis/apps/v1" + home + "deployments/wordpress")
                    .body()
                    .at("/status/readyReplicas")
                    .asInt()
                == 1);
    Await.until(
        "ready database",
        () ->
            raw.get("/apis/apps/v1" + home + "statefulsets/mysql")
                    .body()
                    .at("/status/readyReplicas")
                    .asInt()
                == 1);
    Await.until(
        "completed job",
        () ->
            raw.get("/apis/batch/v1" + home + "jobs/setup-1a2b3c")
                    .body()
                    .at("/status/succeeded")
                    .asInt()
                == 1);
    Await.until(
        "bound claims",
        () ->
            client.persistentVolumeClaims().inNamespace("store-a").list().getItems().stream()
                .allMatch(claim -> claim.getStatus().getPhase().equals("Bound")));
    Await.until(
        "address",
        () ->
            !raw.get("/apis/networking.k8s.io/v1" + home + "ingresses/wordpress-ingress")
                .body()
                .at("/status/loadBalancer/ingress")
                .isEmpty());
    Await.until(
        "counted quota",
        () ->
            raw.get("/api/v1" + home + "resourcequotas/store-quota")
                .body()
                .at("/status/used/requests.memory")
                .asText()
                .equals("272Mi"));
    assertThat(
            raw.get("/api/v1" + home + "services/wordpress").body().at("/spec/clusterIP").asText())
        .startsWith("10.96.");
  }

  @Test
  void aRollingUpdateKeepsPodsAvailable() {
    raw.apply(DEPLOYMENTS + "/web", deployment("web", 3, "shop:1", ""));
    Await.until("first rollout", () -> deploymentReady("web"));

    raw.apply(DEPLOYMENTS + "/web", deployment("web", 3, "shop:2", ""));

    Await.until(
        "three new pods",
        () ->
            deploymentReady("web")
                && pods("web").stream()
                    .allMatch(
                        pod -> pod.getSpec().getContainers().getFirst().getImage().equals("shop:2"))
                && pods("web").size() == 3);
    JsonNode live = raw.get(DEPLOYMENTS + "/web").body();
    assertThat(live.at("/metadata/annotations/deployment.kubernetes.io~1revision").asText())
        .isEqualTo("2");
    assertThat(live.at("/status/observedGeneration").asInt())
        .isEqualTo(live.at("/metadata/generation").asInt());
    assertThat(client.apps().replicaSets().inNamespace("shop").list().getItems()).hasSize(2);
  }

  @Test
  void aRecreatingRolloutStopsTheOldPodsFirst() {
    String recreate =
        deployment("web", 1, "shop:1", "")
            .replace("\"replicas\":1", "\"replicas\":1,\"strategy\":{\"type\":\"Recreate\"}");
    raw.apply(DEPLOYMENTS + "/web", recreate);
    Await.until("first rollout", () -> deploymentReady("web"));

    raw.apply(DEPLOYMENTS + "/web", recreate.replace("shop:1", "shop:2"));

    Await.until(
        "new pod",
        () ->
            deploymentReady("web")
                && pods("web").size() == 1
                && pods("web")
                    .getFirst()
                    .getSpec()
                    .getContainers()
                    .getFirst()
                    .getImage()
                    .equals("shop:2"));
  }

  @Test
  void aRollbackTakesTheFormerReplicaSetUpAgain() {
    raw.apply(DEPLOYMENTS + "/web", deployment("web", 1, "shop:1", ""));
    Await.until("first rollout", () -> deploymentReady("web"));
    raw.apply(DEPLOYMENTS + "/web", deployment("web", 1, "shop:2", ""));
    Await.until("second rollout", () -> deploymentReady("web") && pods("web").size() == 1);

    raw.apply(DEPLOYMENTS + "/web", deployment("web", 1, "shop:1", ""));

    Await.until(
        "old image",
        () ->
            deploymentReady("web")
                && pods("web").size() == 1
                && pods("web")
                    .getFirst()
                    .getSpec()
                    .getContainers()
                    .getFirst()
                    .getImage()
                    .equals("shop:1"));
    assertThat(
            raw.get(DEPLOYMENTS + "/web")
                .body()
                .at("/metadata/annotations/deployment.kubernetes.io~1revision")
                .asText())
        .isEqualTo("3");
    assertThat(client.apps().replicaSets().inNamespace("shop").list().getItems()).hasSize(2);
  }

  @Test
  void aDeletedPodIsReplacedAndADeletedDeploymentTakesItsPodsAlong() {
    raw.apply(DEPLOYMENTS + "/web", deployment("web", 1, "shop:1", ""));
    Await.until("rollout", () -> deploymentReady("web"));
    String first = pods("web").getFirst().getMetadata().getUid();
    client.pods().inNamespace("shop").withLabel("app", "web").delete();
    Await.until(
        "replacement",
        () ->
            pods("web").size() == 1
                && !pods("web").getFirst().getMetadata().getUid().equals(first));

    client.apps().deployments().inNamespace("shop").withName("web").delete();

    Await.until("no pods", () -> pods("web").isEmpty());
    assertThat(client.apps().replicaSets().inNamespace("shop").list().getItems()).isEmpty();
  }

  @Test
  void aPodWaitsForItsSecret() {
    String env = "\"image\":\"shop:1\",\"envFrom\":[{\"secretRef\":{\"name\":\"late\"}}]";
    raw.apply(
        DEPLOYMENTS + "/web",
        deployment("web", 1, "shop:1", "").replace("\"image\":\"shop:1\"", env));
    Await.until(
        "config error",
        () ->
            pods("web").toString().contains("CreateContainerConfigError")
                && pods("web").toString().contains("secret \"late\" not found"));

    raw.post(
        "/api/v1/namespaces/shop/secrets",
        "{\"metadata\":{\"name\":\"late\"},\"stringData\":{\"a\":\"1\"}}");

    Await.until("ready pod", () -> deploymentReady("web"));
  }

  @Test
  void aStatefulSetStartsItsPodsOneByOneAndReplacesThem() {
    String set =
        """
        {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"db"},"spec":{"replicas":2,"serviceName":"db",
         "selector":{"matchLabels":{"app":"db"}},"template":{"metadata":{"labels":{"app":"db"}},
         "spec":{"containers":[{"name":"main","image":"db:1"}]}},
         "volumeClaimTemplates":[{"metadata":{"name":"data"},"spec":{"accessModes":["ReadWriteOnce"],
         "resources":{"requests":{"storage":"1Gi"}}}}]}}""";
    String path = "/apis/apps/v1/namespaces/shop/statefulsets/db";
    raw.apply(path, set);
    Await.until(
        "two ready pods", () -> raw.get(path).body().at("/status/readyReplicas").asInt() == 2);
    assertThat(pods("db"))
        .extracting(pod -> pod.getMetadata().getName())
        .containsExactly("db-0", "db-1");

    raw.apply(path, set.replace("db:1", "db:2"));

    Await.until(
        "two new pods",
        () -> {
          JsonNode live = raw.get(path).body();
          JsonNode status = live.path("status");
          return status.path("observedGeneration").equals(live.at("/metadata/generation"))
              && status.path("updatedReplicas").asInt() == 2
              && status.path("readyReplicas").asInt() == 2
              && status.path("currentRevision").equals(status.path("updateRevision"));
        });
    assertThat(client.persistentVolumeClaims().inNamespace("shop").list().getItems()).hasSize(2);
  }

  @Test
  void aFinishedJobGoesAfterItsTimeToLive() {
    String jobs = "/apis/batch/v1/namespaces/shop/jobs";
    raw.post(
        jobs,
        """
        {"metadata":{"name":"once"},"spec":{"ttlSecondsAfterFinished":60,"template":{
         "spec":{"restartPolicy":"Never","containers":[{"name":"main","image":"x:1"}]}}}}""");

    Await.until("gone job", () -> raw.get(jobs + "/once").code() == 404);
  }

  @Test
  void aQuotaIsCountedWhenPodsAreMade() {
    raw.post(
        "/api/v1/namespaces/shop/resourcequotas",
        "{\"metadata\":{\"name\":\"small\"},\"spec\":{\"hard\":{\"limits.memory\":\"1Gi\",\"pods\":\"10\"}}}");
    String limited = "\"image\":\"shop:1\",\"resources\":{\"limits\":{\"memory\":\"600Mi\"}}";

    raw.apply(
        DEPLOYMENTS + "/web",
        deployment("web", 2, "shop:1", "").replace("\"image\":\"shop:1\"", limited));
    raw.apply(DEPLOYMENTS + "/free", deployment("free", 1, "shop:1", ""));

    Await.until(
        "refused second pod",
        () ->
            raw.get(DEPLOYMENTS + "/web")
                .text()
                .contains(
                    "exceeded quota: small, requested: limits.memory=600Mi, used: limits.memory=600Mi, limited: limits.memory=1Gi"));
    Await.until(
        "refused pod without limit",
        () ->
            raw.get(DEPLOYMENTS + "/free")
                .text()
                .contains("failed quota: small: must specify limits.memory for: main"));
    Await.until(
        "status",
        () ->
            raw.get("/api/v1/namespaces/shop/resourcequotas/small")
                .body()
                .at("/status/used/limits.memory")
                .asText()
                .equals("600Mi"));
  }

  @Test
  void podSecurityIsEnforcedOnPodsOnly() {
    raw.merge(
        "/api/v1/namespaces/shop",
        "{\"metadata\":{\"labels\":{\"pod-security.kubernetes.io/enforce\":\"restricted\"}}}");

    var applied = raw.apply(DEPLOYMENTS + "/web", deployment("web", 1, "shop:1", ""));

    assertThat(applied.code()).isEqualTo(201);
    Await.until(
        "violation",
        () ->
            raw.get(DEPLOYMENTS + "/web")
                .body()
                .path("status")
                .toString()
                .contains(
                    "violates PodSecurity \\\"restricted:latest\\\": allowPrivilegeEscalation != false (container \\\"main\\\" must set"
                        + " securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container \\\"main\\\" must set"
                        + " securityContext.capabilities.drop=[\\\"ALL\\\"]), runAsNonRoot != true (pod or container \\\"main\\\" must set"
                        + " securityContext.runAsNonRoot=true), seccompProfile (pod or container \\\"main\\\" must set"));
  }

  @Test
  void aNamespaceTakesEverythingAlongButRefusesNewThings() {
    Shop.named("a").applyTo(client, "A");
    raw.apply(
        "/api/v1/namespaces/store-a/configmaps/held",
        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"held\",\"finalizers\":[\"x.io/a\"]}}");
    raw.delete("/api/v1/namespaces/store-a");

    var late = raw.apply("/api/v1/namespaces/store-a/configmaps/late", document("late", ""));
    var again = raw.post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"store-a\"}}");
    Await.until(
        "remaining finalizer",
        () ->
            raw.get("/api/v1/namespaces/store-a")
                .text()
                .contains(
                    "Some content in the namespace has finalizers remaining: x.io/a in 1 resource instances"));

    assertThat(late.code()).isEqualTo(403);
    assertThat(late.message()).endsWith("because it is being terminated");
    assertThat(again.code()).isEqualTo(409);
    assertThat(again.message()).startsWith("object is being deleted: ");
    assertThat(raw.get("/api/v1/namespaces/store-a").body().at("/status/phase").asText())
        .isEqualTo("Terminating");
    raw.merge("/api/v1/namespaces/store-a/configmaps/held", "{\"metadata\":{\"finalizers\":null}}");
    Await.until("gone namespace", () -> raw.get("/api/v1/namespaces/store-a").code() == 404);
    assertThat(client.persistentVolumes().list().getItems()).isEmpty();
  }
}
