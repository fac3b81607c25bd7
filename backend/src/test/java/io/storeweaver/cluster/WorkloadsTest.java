package io.storeweaver.cluster;

import static io.storeweaver.cluster.TestObjects.POD;
import static io.storeweaver.cluster.TestObjects.conditions;
import static io.storeweaver.cluster.TestObjects.container;
import static io.storeweaver.cluster.TestObjects.deleted;
import static io.storeweaver.cluster.TestObjects.event;
import static io.storeweaver.cluster.TestObjects.jobPod;
import static io.storeweaver.cluster.TestObjects.object;
import static io.storeweaver.cluster.TestObjects.pod;
import static io.storeweaver.cluster.TestObjects.seen;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.storeweaver.Reason;
import io.storeweaver.cluster.Verdict.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadsTest {
  private static final Instant STARTED = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ROLLED_OUT =
      """
      {"observedGeneration": 2, "replicas": 1, "updatedReplicas": 1, "readyReplicas": 1, "availableReplicas": 1}
      """;
  private static final String UNAVAILABLE =
      """
      {"observedGeneration": 2, "replicas": 1, "updatedReplicas": 1, "unavailableReplicas": 1}
      """;
  private static final String ADDRESS =
      "{\"loadBalancer\": {\"ingress\": [{\"ip\": \"10.0.0.7\"}]}}";
  private static final String PROBE =
      "Readiness probe failed: HTTP probe failed with statuscode: 500";

  private final List<Seen> objects = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();

  @Test
  void findsAStoreServingWhenEverythingIsThere() {
    whole();
    Verdict verdict = verdict(STARTED);
    assertThat(verdict).isEqualTo(new Verdict(true, true, true, true, null));
    assertThat(verdict.serving()).isTrue();
  }

  @Test
  void doesNotCallAnEmptyNamespaceServing() {
    Verdict verdict = verdict(STARTED);
    assertThat(verdict.serving()).isFalse();
    assertThat(verdict.cause()).isEqualTo(new Cause(Reason.STARTING, "", "The shop is starting"));
  }

  @Test
  void servesBehindNodePortsWithoutAnIngress() {
    add(ClusterKind.SERVICE, object(ClusterKind.SERVICE, "shop", "app", "{}"));
    deployment(ROLLED_OUT);
    assertThat(verdict(STARTED).serving()).isTrue();
  }

  @Test
  void countsAJobWhosePodHasSucceededAsComplete() {
    whole();
    add(ClusterKind.JOB, object(ClusterKind.JOB, "setup-1", "setup", "{\"active\": 1}"));
    assertThat(verdict(STARTED).setupDone()).isFalse();
    add(ClusterKind.POD, jobPod("{\"phase\": \"Succeeded\"}"));
    assertThat(verdict(STARTED).serving()).isTrue();
  }

  @Test
  void judgesTheDatabaseApartFromTheShop() {
    whole();
    add(ClusterKind.STATEFUL_SET, object(ClusterKind.STATEFUL_SET, "redis", "cache", "{}"));
    Verdict verdict = verdict(STARTED);
    assertThat(verdict.databaseReady()).isFalse();
    assertThat(verdict.workloadsReady()).isTrue();
    assertThat(verdict.cause())
        .isEqualTo(
            new Cause(
                Reason.STARTING,
                "StatefulSet/redis",
                "Waiting for StatefulSet/redis: 0 of 1 ready"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          IMAGE_PULL_FAILED | "state": {"waiting": {"reason": "ImagePullBackOff", "message": "Back-off pulling image"}} | The image example/wordpress:6.9 cannot be pulled: Back-off pulling image
          IMAGE_PULL_FAILED | "state": {"waiting": {"reason": "InvalidImageName"}} | The image example/wordpress:6.9 cannot be pulled: InvalidImageName
          CONFIG_MISSING    | "state": {"waiting": {"reason": "CreateContainerConfigError", "message": "secret \\"x\\" not found"}} | Container wordpress cannot be made: secret "x" not found
          OUT_OF_MEMORY     | "restartCount": 1, "state": {"waiting": {"reason": "CrashLoopBackOff"}}, "lastState": {"terminated": {"exitCode": 137, "reason": "OOMKilled"}} | Container wordpress was killed because it needed more memory than its limit
          CRASH_LOOP        | "restartCount": 2, "state": {"waiting": {"reason": "CrashLoopBackOff"}}, "lastState": {"terminated": {"exitCode": 1, "reason": "Error"}} | Container wordpress ended with exit code 1, started 3 times
          CRASH_LOOP        | "restartCount": 0, "state": {"terminated": {"exitCode": 1, "reason": "Error"}} | Container wordpress ended with exit code 1, started 1 times
          CRASH_LOOP        | "restartCount": 4, "state": {"waiting": {"reason": "CrashLoopBackOff"}}, "lastState": {"terminated": {"exitCode": 0, "reason": "Completed"}} | Container wordpress ended with exit code 0, started 5 times
          """)
  void saysWhatIsWrongWithAContainer(Reason reason, String state, String message) {
    starting();
    add(ClusterKind.POD, pod(container(state)));
    assertThat(cause()).isEqualTo(new Cause(reason, "Pod/" + POD, message));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UNSCHEDULABLE  | 0/3 nodes are available: 3 Insufficient memory. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.
          UNSCHEDULABLE  | 0/1 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }.
          VOLUME_PENDING | 0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found
          VOLUME_PENDING | persistentvolumeclaim "data-mysql-0" not found
          VOLUME_PENDING | 0/1 nodes are available: 1 node(s) didn't find available persistent volumes to bind.
          """)
  void saysWhyAPodFindsNoNode(Reason reason, String message) {
    starting();
    add(ClusterKind.POD, pod(conditions("PodScheduled=False:Unschedulable:" + message)));
    assertThat(cause()).isEqualTo(new Cause(reason, "Pod/" + POD, message));
  }

  @Test
  void saysThatAPodWasEvicted() {
    starting();
    add(
        ClusterKind.POD,
        pod(
            """
            {"phase": "Failed", "reason": "Evicted", "message": "The node was low on resource: ephemeral-storage."}
            """));
    assertThat(cause())
        .isEqualTo(
            new Cause(
                Reason.EVICTED, "Pod/" + POD, "The node was low on resource: ephemeral-storage."));
  }

  @Test
  void saysThatANodeIsLost() {
    starting();
    add(ClusterKind.POD, pod(running()));
    warn("NodeNotReady", ClusterKind.POD, POD, "Node is not ready");
    assertThat(cause())
        .isEqualTo(new Cause(Reason.NODE_LOST, "Pod/" + POD, "The pod's node does not answer"));
  }

  @Test
  void callsAShopThatBootsStartingAndOneThatGoesOnFailingItsProbeFailing() {
    starting();
    add(ClusterKind.POD, pod(running()));
    warn("Unhealthy", ClusterKind.POD, POD, PROBE);
    assertThat(verdict(STARTED.plusSeconds(5)).cause())
        .isEqualTo(
            new Cause(
                Reason.STARTING,
                "Deployment/woocommerce",
                "Waiting for Deployment/woocommerce: 0 of 1 ready"));
    assertThat(verdict(STARTED.plusSeconds(20)).cause())
        .isEqualTo(new Cause(Reason.PROBE_FAILING, "Pod/" + POD, PROBE));
  }

  @Test
  void expectsNoShopToAnswerBeforeItsSetUpIsDone() {
    starting();
    add(ClusterKind.JOB, object(ClusterKind.JOB, "setup-1", "setup", "{\"active\": 1}"));
    add(ClusterKind.POD, pod(running()));
    warn("Unhealthy", ClusterKind.POD, POD, PROBE);
    assertThat(verdict(STARTED.plusSeconds(300)).cause())
        .extracting(Cause::reason)
        .isEqualTo(Reason.STARTING);
  }

  @Test
  void saysThatAVolumeCannotBeMountedUntilTheContainersRun() {
    String message =
        "MountVolume.MountDevice failed for volume \"pvc-1\" : rpc error: code = Internal";
    starting();
    add(
        ClusterKind.POD,
        pod(container("\"state\": {\"waiting\": {\"reason\": \"ContainerCreating\"}}")));
    warn("FailedMount", ClusterKind.POD, POD, message);
    assertThat(cause()).isEqualTo(new Cause(Reason.VOLUME_MOUNT_FAILED, "Pod/" + POD, message));

    objects.removeLast();
    add(ClusterKind.POD, pod(running()));
    assertThat(cause().reason()).as("the Event is still there").isEqualTo(Reason.STARTING);
  }

  @Test
  void blamesAMissingSecretAndNotTheStorageForAVolumeMadeOfIt() {
    starting();
    add(
        ClusterKind.POD,
        pod(container("\"state\": {\"waiting\": {\"reason\": \"ContainerCreating\"}}")));
    warn(
        "FailedMount",
        ClusterKind.POD,
        POD,
        "MountVolume.SetUp failed for volume \"keys\" : secret \"mysql-secret\" not found");
    assertThat(cause().reason()).isEqualTo(Reason.CONFIG_MISSING);
  }

  @Test
  void saysThatAClaimGetsNoVolume() {
    starting();
    String message = "storageclass.storage.k8s.io \"fast\" not found";
    add(
        ClusterKind.PERSISTENT_VOLUME_CLAIM,
        object(
            ClusterKind.PERSISTENT_VOLUME_CLAIM,
            "data-mysql-0",
            "database",
            "{\"phase\": \"Pending\"}"));
    assertThat(cause().reason())
        .as("without a warning it is only on its way")
        .isEqualTo(Reason.STARTING);
    warn("ProvisioningFailed", ClusterKind.PERSISTENT_VOLUME_CLAIM, "data-mysql-0", message);
    assertThat(cause())
        .isEqualTo(new Cause(Reason.VOLUME_PENDING, "PersistentVolumeClaim/data-mysql-0", message));
  }

  @Test
  void saysWhyTheClusterRefusesADeploymentsPods() {
    String quota = "pods \"woocommerce-1\" is forbidden: exceeded quota: store, requested: pods=1";
    deployment(conditions("ReplicaFailure=True:FailedCreate:" + quota));
    assertThat(cause()).isEqualTo(new Cause(Reason.QUOTA_REFUSED, "Deployment/woocommerce", quota));

    objects.clear();
    String security = "pods \"woocommerce-1\" is forbidden: violates PodSecurity \"restricted\"";
    deployment(conditions("ReplicaFailure=True:FailedCreate:" + security));
    assertThat(cause())
        .isEqualTo(new Cause(Reason.POD_REFUSED, "Deployment/woocommerce", security));
  }

  @Test
  void saysWhyTheClusterRefusesAStatefulSetsPodUntilThereIsOne() {
    String message =
        "create Pod mysql-0 in StatefulSet mysql failed error: pods \"mysql-0\" is forbidden: error looking up service account";
    add(ClusterKind.STATEFUL_SET, object(ClusterKind.STATEFUL_SET, "mysql", "database", "{}"));
    warn("FailedCreate", ClusterKind.STATEFUL_SET, "mysql", message);
    assertThat(cause()).isEqualTo(new Cause(Reason.POD_REFUSED, "StatefulSet/mysql", message));

    add(ClusterKind.POD, object(ClusterKind.POD, "mysql-0", "database", running()));
    assertThat(cause().reason()).as("the Event is still there").isEqualTo(Reason.STARTING);
  }

  @Test
  void forgetsARefusalOfAJobsPodOnceThereIsOne() {
    add(ClusterKind.JOB, object(ClusterKind.JOB, "setup-1", "setup", "{}"));
    warn("FailedCreate", ClusterKind.JOB, "setup-1", "Error creating: exceeded quota: store");
    assertThat(cause().reason()).isEqualTo(Reason.QUOTA_REFUSED);
    add(ClusterKind.POD, jobPod(running()));
    assertThat(cause())
        .isEqualTo(
            new Cause(
                Reason.STARTING, "Job/setup-1", "Waiting for Job/setup-1 to set up the shop"));
  }

  @Test
  void saysThatTheSetUpFailed() {
    whole();
    add(
        ClusterKind.JOB,
        object(
            ClusterKind.JOB,
            "setup-1",
            "setup",
            conditions(
                "Failed=True:BackoffLimitExceeded:Job has reached the specified backoff limit")));
    assertThat(cause())
        .isEqualTo(
            new Cause(
                Reason.SETUP_FAILED, "Job/setup-1", "Job has reached the specified backoff limit"));
  }

  @Test
  void saysThatARollOutIsStuck() {
    deployment(
        conditions(
            "Progressing=False:ProgressDeadlineExceeded:ReplicaSet \"woocommerce-1\" has timed out progressing."));
    assertThat(cause())
        .isEqualTo(
            new Cause(
                Reason.ROLLOUT_STUCK,
                "Deployment/woocommerce",
                "The roll-out made no progress within its deadline"));
  }

  @Test
  void missesAnIngressControllerOnlyOnceTheShopRuns() {
    add(ClusterKind.SERVICE, object(ClusterKind.SERVICE, "shop", "app", "{}"));
    add(ClusterKind.INGRESS, object(ClusterKind.INGRESS, "shop", "app", "{\"loadBalancer\": {}}"));
    deployment(UNAVAILABLE);
    assertThat(cause().reason()).isEqualTo(Reason.STARTING);

    objects.removeLast();
    deployment(ROLLED_OUT);
    assertThat(cause())
        .isEqualTo(
            new Cause(
                Reason.INGRESS_PENDING,
                "Ingress/shop",
                "Ingress/shop has no address: no ingress controller of the default class has taken it up"));
  }

  @Test
  void showsTheClaimThatKnowsWhyRatherThanThePodThatWaitsForIt() {
    starting();
    String message = "storageclass.storage.k8s.io \"fast\" not found";
    add(
        ClusterKind.POD,
        object(
            ClusterKind.POD,
            "a-database-0",
            "database",
            """
            {"phase": "Pending", "conditions": [{"type": "PodScheduled", "status": "False",
             "reason": "Unschedulable", "message": "pod has unbound immediate PersistentVolumeClaims"}]}
            """));
    add(
        ClusterKind.PERSISTENT_VOLUME_CLAIM,
        object(
            ClusterKind.PERSISTENT_VOLUME_CLAIM,
            "data-mysql-0",
            "database",
            "{\"phase\": \"Pending\"}"));
    warn("ProvisioningFailed", ClusterKind.PERSISTENT_VOLUME_CLAIM, "data-mysql-0", message);
    assertThat(cause())
        .isEqualTo(new Cause(Reason.VOLUME_PENDING, "PersistentVolumeClaim/data-mysql-0", message));
  }

  @Test
  void showsTheMostFundamentalOfSeveralCauses() {
    deployment(conditions("Progressing=False:ProgressDeadlineExceeded:late"));
    add(
        ClusterKind.POD,
        pod(container("\"state\": {\"waiting\": {\"reason\": \"ErrImagePull\"}}")));
    add(
        ClusterKind.PERSISTENT_VOLUME_CLAIM,
        object(
            ClusterKind.PERSISTENT_VOLUME_CLAIM, "data", "database", "{\"phase\": \"Pending\"}"));
    assertThat(cause().reason()).isEqualTo(Reason.IMAGE_PULL_FAILED);
    warn("ProvisioningFailed", ClusterKind.PERSISTENT_VOLUME_CLAIM, "data", "no such class");
    assertThat(cause().reason()).isEqualTo(Reason.VOLUME_PENDING);
  }

  @Test
  void namesTheDatabaseBeforeTheShopThatWaitsForIt() {
    starting();
    add(ClusterKind.STATEFUL_SET, object(ClusterKind.STATEFUL_SET, "mysql", "database", "{}"));
    assertThat(cause().resource()).isEqualTo("StatefulSet/mysql");
  }

  @Test
  void blamesNothingThatIsBeingDeletedOrWasMadeAnew() {
    starting();
    add(
        ClusterKind.POD,
        deleted(pod(container("\"state\": {\"terminated\": {\"exitCode\": 137}}"))));
    assertThat(cause().reason()).isEqualTo(Reason.STARTING);
    add(
        ClusterKind.POD,
        object(ClusterKind.POD, "mysql-0", "database", "{\"phase\": \"Pending\"}"));
    warnings.add(new Warning("Pod/mysql-0", "an-earlier-uid", Sighting.refusal("exceeded quota")));
    assertThat(cause().reason()).isEqualTo(Reason.STARTING);
  }

  @Test
  void takesNoNoteOfWarningsThatTellNothingMore() {
    for (String reason : List.of("BackOff", "FailedScheduling", "Failed", "DNSConfigForming")) {
      assertThat(Warning.of(event(reason, ClusterKind.POD, POD, "…"))).as(reason).isEmpty();
    }
  }

  private void whole() {
    add(ClusterKind.SERVICE, object(ClusterKind.SERVICE, "shop", "app", "{}"));
    add(
        ClusterKind.STATEFUL_SET,
        object(ClusterKind.STATEFUL_SET, "mysql", "database", ROLLED_OUT));
    add(ClusterKind.INGRESS, object(ClusterKind.INGRESS, "shop", "app", ADDRESS));
    deployment(ROLLED_OUT);
  }

  private void starting() {
    deployment(UNAVAILABLE);
  }

  private void deployment(String status) {
    add(ClusterKind.DEPLOYMENT, object(ClusterKind.DEPLOYMENT, "woocommerce", "app", status));
  }

  private static String running() {
    return container("\"state\": {\"running\": {\"startedAt\": \"" + STARTED + "\"}}");
  }

  private void add(ClusterKind kind, JsonNode object) {
    objects.add(seen(kind, object));
  }

  private void warn(String reason, ClusterKind kind, String name, String message) {
    warnings.add(Warning.of(event(reason, kind, name, message)).orElseThrow());
  }

  private Cause cause() {
    Cause cause = verdict(STARTED).cause();
    if (cause == null) {
      throw new AssertionError("nothing is wrong");
    }
    return cause;
  }

  private Verdict verdict(Instant now) {
    return Workloads.verdict(objects, warnings, now);
  }
}
