package io.storeweaver.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.storeweaver.Reason;
import io.storeweaver.cluster.Seen.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads from an object, whole or metadata only, what the watches keep of it. */
final class Sighting {
  private static final Set<String> PULL =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "ErrImageNeverPull",
          "RegistryUnavailable");
  private static final Set<String> CONFIG =
      Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

  private Sighting() {}

  /** What is seen of an object; empty where it belongs to no store. */
  static Optional<Seen> of(ClusterKind kind, JsonNode object) {
    JsonNode metadata = object.path("metadata");
    JsonNode labels = metadata.path("labels");
    String store = labels.path(Names.STORE_LABEL).asText("");
    if (store.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Seen(
            kind,
            metadata.path("namespace").asText(""),
            metadata.path("name").asText(),
            store,
            metadata.path("uid").asText(),
            metadata.path("resourceVersion").asLong(),
            metadata.has("deletionTimestamp"),
            fingerprint(metadata),
            labels.path(Names.COMPONENT_LABEL).asText("").intern(),
            state(kind, object)));
  }

  /** A fingerprint of the fields that the platform's field manager owns: "" where it owns none. */
  static String fingerprint(JsonNode metadata) {
    for (JsonNode entry : metadata.path("managedFields")) {
      boolean ours =
          Names.FIELD_MANAGER.equals(entry.path("manager").asText())
              && "Apply".equals(entry.path("operation").asText());
      if (ours && entry.path("subresource").asText("").isEmpty()) {
        return digest(entry.path("fieldsV1").toString());
      }
    }
    return "";
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }

  private static Seen.State state(ClusterKind kind, JsonNode object) {
    return switch (kind) {
      case NAMESPACE -> namespace(object);
      case DEPLOYMENT -> deployment(object);
      case STATEFUL_SET -> statefulSet(object);
      case JOB -> job(object);
      case POD -> pod(object);
      case PERSISTENT_VOLUME_CLAIM ->
          new Seen.OfClaim("Bound".equals(object.at("/status/phase").asText()));
      case INGRESS -> ingress(object);
      case SECRET,
          SERVICE_ACCOUNT,
          CONFIG_MAP,
          SERVICE,
          RESOURCE_QUOTA,
          LIMIT_RANGE,
          NETWORK_POLICY,
          POD_DISRUPTION_BUDGET,
          HTTP_ROUTE,
          REPLICA_SET,
          EVENT ->
          Seen.Plain.INSTANCE;
    };
  }

  private static Seen.OfIngress ingress(JsonNode object) {
    JsonNode published = object.at("/status/loadBalancer/ingress");
    String hostname = published.at("/0/hostname").asText("");
    return new Seen.OfIngress(
        !published.isEmpty(),
        published.at("/0/ip").asText(hostname),
        object.at("/spec/ingressClassName").asText(""));
  }

  private static Seen.OfNamespace namespace(JsonNode object) {
    List<String> blocked = new ArrayList<>();
    for (JsonNode condition : object.at("/status/conditions")) {
      String type = condition.path("type").asText();
      boolean says = "True".equals(condition.path("status").asText());
      if (says
          && (type.equals("NamespaceFinalizersRemaining")
              || type.equals("NamespaceContentRemaining")
              || type.startsWith("NamespaceDeletion"))) {
        blocked.add(condition.path("message").asText());
      }
    }
    boolean terminating = object.at("/metadata").has("deletionTimestamp");
    return new Seen.OfNamespace(terminating, String.join("; ", blocked));
  }

  private static Seen.OfWorkload deployment(JsonNode object) {
    JsonNode status = object.path("status");
    int wanted = object.at("/spec/replicas").asInt(1);
    int updated = status.path("updatedReplicas").asInt();
    int total = status.path("replicas").asInt();
    int available = status.path("availableReplicas").asInt();
    boolean rolledOut =
        current(object)
            && updated >= wanted
            && total <= updated
            && available >= updated
            && total <= wanted;
    Problem problem = null;
    Optional<JsonNode> refused = condition(object, "ReplicaFailure", "True");
    Optional<JsonNode> stuck = condition(object, "Progressing", "False");
    if (refused.isPresent()) {
      problem = refusal(refused.get().path("message").asText());
    } else if (stuck.isPresent()
        && "ProgressDeadlineExceeded".equals(stuck.get().path("reason").asText())) {
      problem =
          new Problem(Reason.ROLLOUT_STUCK, "The roll-out made no progress within its deadline");
    }
    return new Seen.OfWorkload(wanted, available, rolledOut, problem);
  }

  private static Seen.OfWorkload statefulSet(JsonNode object) {
    JsonNode status = object.path("status");
    int wanted = object.at("/spec/replicas").asInt(1);
    int ready = status.path("readyReplicas").asInt();
    boolean updated =
        status.path("updateRevision").asText().equals(status.path("currentRevision").asText())
            || status.path("updatedReplicas").asInt() >= wanted;
    boolean rolledOut =
        current(object) && updated && ready >= wanted && status.path("replicas").asInt() <= wanted;
    return new Seen.OfWorkload(wanted, ready, rolledOut, null);
  }

  // A status that speaks of an older generation says nothing about the present one (kstatus).
  private static boolean current(JsonNode object) {
    return object.at("/status/observedGeneration").asLong(-1)
        >= object.at("/metadata/generation").asLong();
  }

  /** What it means that the cluster refuses to make a pod. */
  static Problem refusal(String message) {
    return new Problem(
        message.contains("exceeded quota") ? Reason.QUOTA_REFUSED : Reason.POD_REFUSED, message);
  }

  private static Seen.OfJob job(JsonNode object) {
    Optional<JsonNode> failed = condition(object, "Failed", "True");
    Problem failure =
        failed
            .map(c -> new Problem(Reason.SETUP_FAILED, c.path("message").asText("The job failed")))
            .orElse(null);
    return new Seen.OfJob(condition(object, "Complete", "True").isPresent(), failure);
  }

  private static Seen.OfPod pod(JsonNode object) {
    String phase = object.at("/status/phase").asText();
    Instant runningSince = Instant.EPOCH;
    for (JsonNode container : object.at("/status/containerStatuses")) {
      Instant started = time(container.at("/state/running/startedAt"));
      runningSince =
          started == null || runningSince == null
              ? null
              : started.isAfter(runningSince) ? started : runningSince;
    }
    boolean ready = condition(object, "Ready", "True").isPresent();
    String job = object.at("/metadata/labels").path("batch.kubernetes.io/job-name").asText("");
    Problem problem =
        ready || phase.equals("Succeeded") ? null : problem(object, phase, !job.isEmpty());
    boolean runs =
        phase.equals("Running") && runningSince != null && runningSince.isAfter(Instant.EPOCH);
    return new Seen.OfPod(
        ready,
        phase.equals("Succeeded"),
        restarts(object),
        problem,
        runs ? runningSince : null,
        job);
  }

  /** How often the containers of a pod were started anew. */
  static int restarts(JsonNode pod) {
    int restarts = 0;
    for (JsonNode container : pod.at("/status/containerStatuses")) {
      restarts += container.path("restartCount").asInt();
    }
    return restarts;
  }

  private static @Nullable Problem problem(JsonNode pod, String phase, boolean ofJob) {
    JsonNode status = pod.path("status");
    if (phase.equals("Failed") && "Evicted".equals(status.path("reason").asText())) {
      return new Problem(
          Reason.EVICTED, status.path("message").asText("The pod was evicted from its node"));
    }
    if ("NodeLost".equals(status.path("reason").asText())) {
      return new Problem(
          Reason.NODE_LOST, status.path("message").asText("The pod's node does not answer"));
    }
    Problem unscheduled = unscheduled(pod);
    if (unscheduled != null) {
      return unscheduled;
    }
    for (String list : List.of("initContainerStatuses", "containerStatuses")) {
      for (JsonNode container : status.path(list)) {
        Problem problem = container(container, ofJob);
        if (problem != null) {
          return problem;
        }
      }
    }
    return null;
  }

  private static @Nullable Problem unscheduled(JsonNode pod) {
    Optional<JsonNode> condition = condition(pod, "PodScheduled", "False");
    if (condition.isEmpty()) {
      return null;
    }
    String message = condition.get().path("message").asText();
    boolean volume =
        message.contains("PersistentVolumeClaim")
            || message.contains("persistentvolumeclaim")
            || message.contains("volume");
    return new Problem(volume ? Reason.VOLUME_PENDING : Reason.UNSCHEDULABLE, message);
  }

  private static @Nullable Problem container(JsonNode container, boolean ofJob) {
    String name = container.path("name").asText();
    JsonNode waiting = container.at("/state/waiting");
    String reason = waiting.path("reason").asText("");
    if (PULL.contains(reason)) {
      return new Problem(
          Reason.IMAGE_PULL_FAILED,
          "The image "
              + container.path("image").asText()
              + " cannot be pulled: "
              + waiting.path("message").asText(reason));
    }
    if (CONFIG.contains(reason)) {
      return new Problem(
          Reason.CONFIG_MISSING,
          "Container " + name + " cannot be made: " + waiting.path("message").asText(reason));
    }
    JsonNode ended =
        container.at("/state/terminated").isMissingNode()
            ? container.at("/lastState/terminated")
            : container.at("/state/terminated");
    // A process that should stay and ends in order, again and again, is a crash loop as well.
    boolean crashed =
        !ended.isMissingNode()
            && (ended.path("exitCode").asInt() != 0 || reason.equals("CrashLoopBackOff"));
    if (!crashed || container.path("ready").asBoolean()) {
      return null;
    }
    if ("OOMKilled".equals(ended.path("reason").asText())) {
      return new Problem(
          Reason.OUT_OF_MEMORY,
          "Container " + name + " was killed because it needed more memory than its limit");
    }
    // A job's pod may fail and be made anew; the job itself says when it gives up.
    return ofJob
        ? null
        : new Problem(
            Reason.CRASH_LOOP,
            "Container "
                + name
                + " ended with exit code "
                + ended.path("exitCode").asInt()
                + ", started "
                + (container.path("restartCount").asInt() + 1)
                + " times");
  }

  private static Optional<JsonNode> condition(JsonNode object, String type, String status) {
    for (JsonNode condition : object.at("/status/conditions")) {
      if (type.equals(condition.path("type").asText())
          && status.equals(condition.path("status").asText())) {
        return Optional.of(condition);
      }
    }
    return Optional.empty();
  }

  private static @Nullable Instant time(JsonNode node) {
    return node.isTextual() ? Instant.parse(node.textValue()) : null;
  }
}
