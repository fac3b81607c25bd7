package io.storeweaver.cluster;

import static io.storeweaver.cluster.TestObjects.conditions;
import static io.storeweaver.cluster.TestObjects.container;
import static io.storeweaver.cluster.TestObjects.deleted;
import static io.storeweaver.cluster.TestObjects.jobPod;
import static io.storeweaver.cluster.TestObjects.json;
import static io.storeweaver.cluster.TestObjects.object;
import static io.storeweaver.cluster.TestObjects.pod;
import static io.storeweaver.cluster.TestObjects.seen;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.Reason;
import io.storeweaver.cluster.Seen.Problem;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SightingTest {
  @Test
  void seesNothingInAnObjectOfNoStore() {
    JsonNode object = json("{\"kind\": \"Pod\", \"metadata\": {\"name\": \"x\", \"labels\": {}}}");
    assertThat(Sighting.of(ClusterKind.POD, object)).isEmpty();
    assertThat(Sighting.of(ClusterKind.POD, json("{}"))).isEmpty();
  }

  @Test
  void keepsWhoAnObjectIs() {
    Seen seen = seen(ClusterKind.SERVICE, object(ClusterKind.SERVICE, "shop", "app", "{}"));
    assertThat(seen.key()).isEqualTo("Service/shop");
    assertThat(seen.store()).isEqualTo("shop-abc123");
    assertThat(seen.component()).isEqualTo("app");
    assertThat(seen.version()).isEqualTo(41);
    assertThat(seen.deleting()).isFalse();
    assertThat(
            seen(ClusterKind.SERVICE, deleted(object(ClusterKind.SERVICE, "a", "", "{}")))
                .deleting())
        .isTrue();
  }

  @Test
  void takesTheFingerprintOfItsOwnFieldsOnly() {
    String template =
        """
        {"managedFields": [
          {"manager": "kubectl-edit", "operation": "Update", "fieldsV1": {"f:spec": {"f:type": {}}}},
          {"manager": "storeweaver", "operation": "Apply", "subresource": "status", "fieldsV1": {"x": {}}},
          {"manager": "storeweaver", "operation": "Apply", "fieldsV1": {"f:spec": {"f:%s": {}}}}]}
        """;
    String ports = Sighting.fingerprint(json(template.formatted("ports")));
    assertThat(ports)
        .hasSize(16)
        .isEqualTo(Sighting.fingerprint(json(template.formatted("ports"))));
    assertThat(Sighting.fingerprint(json(template.formatted("selector")))).isNotEqualTo(ports);
    assertThat(Sighting.fingerprint(json("{}"))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          all there               | 1 | {"observedGeneration":2,"replicas":1,"updatedReplicas":1,"readyReplicas":1,"availableReplicas":1} | true
          nothing yet             | 1 | {} | false
          about an older spec     | 1 | {"observedGeneration":1,"replicas":1,"updatedReplicas":1,"availableReplicas":1} | false
          not available yet       | 1 | {"observedGeneration":2,"replicas":1,"updatedReplicas":1,"unavailableReplicas":1} | false
          an old pod is left      | 1 | {"observedGeneration":2,"replicas":2,"updatedReplicas":1,"availableReplicas":2} | false
          still the old pods      | 1 | {"observedGeneration":2,"replicas":1,"availableReplicas":1} | false
          scaled to zero          | 0 | {"observedGeneration":2} | true
          still scaling down      | 0 | {"observedGeneration":2,"replicas":1,"updatedReplicas":1,"availableReplicas":1} | false
          """)
  void tellsWhetherADeploymentIsRolledOut(
      String what, int wanted, String status, boolean rolledOut) {
    ObjectNode deployment = object(ClusterKind.DEPLOYMENT, "shop", "app", status);
    ((ObjectNode) deployment.path("spec")).put("replicas", wanted);
    assertThat(((Seen.OfWorkload) seen(ClusterKind.DEPLOYMENT, deployment).state()).rolledOut())
        .as(what)
        .isEqualTo(rolledOut);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          all there               | 1 | {"observedGeneration":2,"replicas":1,"readyReplicas":1,"currentRevision":"a","updateRevision":"a"} | true
          nothing yet             | 1 | {} | false
          about an older spec     | 1 | {"observedGeneration":1,"replicas":1,"readyReplicas":1,"currentRevision":"a","updateRevision":"a"} | false
          not ready yet           | 1 | {"observedGeneration":2,"replicas":1,"currentRevision":"a","updateRevision":"a"} | false
          the old pod still runs  | 1 | {"observedGeneration":2,"replicas":1,"readyReplicas":1,"currentRevision":"a","updateRevision":"b"} | false
          scaled to zero          | 0 | {"observedGeneration":2,"replicas":0,"currentRevision":"a","updateRevision":"a"} | true
          """)
  void tellsWhetherAStatefulSetIsRolledOut(
      String what, int wanted, String status, boolean rolledOut) {
    ObjectNode set = object(ClusterKind.STATEFUL_SET, "mysql", "database", status);
    ((ObjectNode) set.path("spec")).put("replicas", wanted);
    assertThat(((Seen.OfWorkload) seen(ClusterKind.STATEFUL_SET, set).state()).rolledOut())
        .as(what)
        .isEqualTo(rolledOut);
  }

  @Test
  void readsAJobsConditions() {
    assertThat(
            job(
                conditions(
                    "SuccessCriteriaMet=True:CompletionsReached:",
                    "Complete=True:CompletionsReached:")))
        .isEqualTo(new Seen.OfJob(true, null));
    assertThat(job("{\"active\": 1}")).isEqualTo(new Seen.OfJob(false, null));
    assertThat(
            job(
                conditions(
                    "Failed=True:BackoffLimitExceeded:Job has reached the specified backoff limit")))
        .isEqualTo(
            new Seen.OfJob(
                false,
                new Problem(Reason.SETUP_FAILED, "Job has reached the specified backoff limit")));
  }

  private static Seen.State job(String status) {
    return seen(ClusterKind.JOB, object(ClusterKind.JOB, "setup-1", "setup", status)).state();
  }

  @Test
  void knowsSinceWhenAPodsContainersAllRun() {
    Seen.OfPod pod =
        podOf(container("\"state\": {\"running\": {\"startedAt\": \"2026-03-01T12:00:00Z\"}}"));
    assertThat(pod.runningSince()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
    assertThat(podOf("{\"phase\": \"Pending\"}").runningSince()).isNull();
    assertThat(podOf("{\"phase\": \"Running\"}").runningSince()).isNull();
    assertThat(
            podOf(container("\"state\": {\"waiting\": {\"reason\": \"ContainerCreating\"}}"))
                .runningSince())
        .isNull();
  }

  @Test
  void findsNothingWrongWithAPodThatIsReadyAgainAfterACrash() {
    Seen.OfPod pod =
        podOf(
            """
            {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}],
             "containerStatuses": [{"name": "wordpress", "ready": true, "restartCount": 3,
               "state": {"running": {"startedAt": "2026-03-01T12:00:00Z"}},
               "lastState": {"terminated": {"exitCode": 1, "reason": "Error"}}}]}
            """);
    assertThat(pod.ready()).isTrue();
    assertThat(pod.restarts()).isEqualTo(3);
    assertThat(pod.problem()).isNull();
  }

  @Test
  void leavesTheFailureOfAJobsPodToItsJob() {
    String failed =
        """
        {"phase": "Failed", "containerStatuses": [{"name": "setup", "ready": false,
          "state": {"terminated": {"exitCode": 1, "reason": "Error"}}}]}
        """;
    Seen.OfPod pod = (Seen.OfPod) seen(ClusterKind.POD, jobPod(failed)).state();
    assertThat(pod.problem()).isNull();
    assertThat(pod.job()).isEqualTo("setup-1");
  }

  @Test
  void looksAtInitContainersFirst() {
    Seen.OfPod pod =
        podOf(
            """
            {"phase": "Pending",
             "initContainerStatuses": [{"name": "wait", "image": "example/none:1", "ready": false,
               "state": {"waiting": {"reason": "ErrImagePull", "message": "not found"}}}],
             "containerStatuses": [{"name": "wordpress", "ready": false,
               "state": {"waiting": {"reason": "PodInitializing"}}}]}
            """);
    assertThat(pod.problem())
        .isEqualTo(
            new Problem(
                Reason.IMAGE_PULL_FAILED, "The image example/none:1 cannot be pulled: not found"));
  }

  private static Seen.OfPod podOf(String status) {
    return (Seen.OfPod) seen(ClusterKind.POD, pod(status)).state();
  }

  @Test
  void saysWhatHoldsUpANamespace() {
    ObjectNode namespace =
        deleted(
            object(
                ClusterKind.NAMESPACE,
                "store-shop-abc123",
                "",
                conditions(
                    "NamespaceDeletionDiscoveryFailure=False:ResourcesDiscovered:All resources successfully discovered",
                    "NamespaceContentRemaining=True:SomeResourcesRemain:Some resources are remaining: pods. has 1 resource instances",
                    "NamespaceFinalizersRemaining=True:SomeFinalizersRemain:Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances")));
    assertThat(seen(ClusterKind.NAMESPACE, namespace).state())
        .isEqualTo(
            new Seen.OfNamespace(
                true,
                "Some resources are remaining: pods. has 1 resource instances; "
                    + "Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances"));
  }

  @Test
  void seesWhetherAnIngressHasAnAddressAndAClaimItsVolume() {
    String address = "{\"loadBalancer\": {\"ingress\": [{\"ip\": \"10.0.0.7\"}]}}";
    ObjectNode ingress = object(ClusterKind.INGRESS, "shop", "app", address);
    ((ObjectNode) ingress.path("spec")).put("ingressClassName", "traefik");
    assertThat(seen(ClusterKind.INGRESS, ingress).state())
        .isEqualTo(new Seen.OfIngress(true, "10.0.0.7", "traefik"));
    assertThat(
            seen(
                    ClusterKind.INGRESS,
                    object(ClusterKind.INGRESS, "a", "", "{\"loadBalancer\": {}}"))
                .state())
        .isEqualTo(new Seen.OfIngress(false, "", ""));
    assertThat(claim("Bound")).isEqualTo(new Seen.OfClaim(true));
    assertThat(claim("Pending")).isEqualTo(new Seen.OfClaim(false));
    assertThat(claim("Lost")).isEqualTo(new Seen.OfClaim(false));
  }

  private static Seen.State claim(String phase) {
    return seen(
            ClusterKind.PERSISTENT_VOLUME_CLAIM,
            object(
                ClusterKind.PERSISTENT_VOLUME_CLAIM,
                "data",
                "database",
                "{\"phase\": \"" + phase + "\"}"))
        .state();
  }

  @Test
  void neverReadsTheDataOfASecret() {
    ObjectNode secret = object(ClusterKind.SECRET, "mysql-secret", "", "{}");
    secret.putObject("data").put("MYSQL_PASSWORD", "aG9yc2U=");
    assertThat(seen(ClusterKind.SECRET, secret).toString()).doesNotContain("aG9yc2U=");
  }
}
