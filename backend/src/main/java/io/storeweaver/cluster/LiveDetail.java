package io.storeweaver.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.storeweaver.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a store's objects straight from the cluster, for a person who looks at one store. Has a
 * short deadline; never answers with an empty list for "unknown".
 */
public final class LiveDetail {
  private static final Duration DEADLINE = Duration.ofSeconds(4);
  private static final int MOST_EVENTS = 50;
  private static final List<ClusterKind> SHOWN =
      List.of(
          ClusterKind.DEPLOYMENT,
          ClusterKind.STATEFUL_SET,
          ClusterKind.JOB,
          ClusterKind.POD,
          ClusterKind.SERVICE,
          ClusterKind.PERSISTENT_VOLUME_CLAIM,
          ClusterKind.INGRESS,
          ClusterKind.NETWORK_POLICY,
          ClusterKind.RESOURCE_QUOTA);

  private final ClusterApi api;
  private final ClusterView view;
  private final Clock clock;

  public LiveDetail(ClusterApi api, ClusterView view, Clock clock) {
    this.api = api;
    this.view = view;
    this.clock = clock;
  }

  /** The store's live detail, or the reason why there is none at the moment. */
  public Map<String, Object> of(Store store) {
    Map<String, Object> detail = new LinkedHashMap<>();
    try {
      Map<ClusterKind, List<JsonNode>> objects = read(store.namespace());
      detail.put("available", true);
      detail.put("resources", resources(objects));
      detail.put("events", events(objects.getOrDefault(ClusterKind.EVENT, List.of())));
      detail.put("quota", quota(objects.getOrDefault(ClusterKind.RESOURCE_QUOTA, List.of())));
      detail.put("pod_restarts", view.restarts(store.id()));
      detail.put("observed_at", clock.instant());
    } catch (ClusterFailure e) {
      detail.put("available", false);
      detail.put("reason", e.getMessage());
    }
    return detail;
  }

  private Map<ClusterKind, List<JsonNode>> read(String namespace) {
    List<ClusterKind> kinds = new ArrayList<>(SHOWN);
    kinds.add(ClusterKind.EVENT);
    Map<ClusterKind, Future<JsonNode>> futures = new LinkedHashMap<>();
    Map<ClusterKind, List<JsonNode>> read = new LinkedHashMap<>();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      kinds.forEach(
          kind ->
              futures.put(
                  kind, threads.submit(() -> api.list(kind, namespace, Map.of("limit", "500")))));
      long end = System.nanoTime() + DEADLINE.toNanos();
      for (Map.Entry<ClusterKind, Future<JsonNode>> future : futures.entrySet()) {
        List<JsonNode> items = new ArrayList<>();
        future
            .getValue()
            .get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS)
            .path("items")
            .forEach(items::add);
        read.put(future.getKey(), items);
      }
      return read;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ClusterFailure failure
          ? failure
          : ClusterFailure.unreachable(null, e);
    } catch (TimeoutException e) {
      throw ClusterFailure.unreachable(null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ClusterFailure.unreachable(null, e);
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Map<String, Object>> resources(Map<ClusterKind, List<JsonNode>> objects) {
    List<Map<String, Object>> resources = new ArrayList<>();
    for (ClusterKind kind : SHOWN) {
      for (JsonNode object : objects.getOrDefault(kind, List.of())) {
        resources.add(resource(kind, object));
      }
    }
    return resources;
  }

  private Map<String, Object> resource(ClusterKind kind, JsonNode object) {
    JsonNode metadata = object.path("metadata");
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("kind", kind.kind());
    resource.put("name", metadata.path("name").asText());
    resource.put("component", metadata.path("labels").path(Names.COMPONENT_LABEL).asText(null));
    resource.put(
        "status", metadata.has("deletionTimestamp") ? "Terminating" : status(kind, object));
    resource.put("ready", ready(kind, object));
    resource.put("age", age(metadata.path("creationTimestamp")));
    resource.put("created_at", metadata.path("creationTimestamp").asText(null));
    resource.put("node", object.at("/spec/nodeName").asText(null));
    resource.put(
        "owner",
        metadata.at("/ownerReferences/0").isMissingNode()
            ? null
            : metadata.at("/ownerReferences/0/kind").asText()
                + "/"
                + metadata.at("/ownerReferences/0/name").asText());
    if (kind == ClusterKind.PERSISTENT_VOLUME_CLAIM) {
      resource.put(
          "size",
          object
              .at("/status/capacity/storage")
              .asText(object.at("/spec/resources/requests/storage").asText(null)));
    }
    return resource;
  }

  private static String status(ClusterKind kind, JsonNode object) {
    return switch (kind) {
      case POD -> podStatus(object);
      case PERSISTENT_VOLUME_CLAIM -> object.at("/status/phase").asText("Unknown");
      case JOB ->
          object.at("/status/succeeded").asInt() > 0
              ? "Complete"
              : object.at("/status/failed").asInt() > 0 ? "Failed" : "Running";
      case DEPLOYMENT, STATEFUL_SET ->
          object.at("/status/readyReplicas").asInt() >= object.at("/spec/replicas").asInt(1)
              ? "Ready"
              : "Progressing";
      case INGRESS -> object.at("/status/loadBalancer/ingress").isEmpty() ? "Pending" : "Admitted";
      default -> "Present";
    };
  }

  private static String podStatus(JsonNode pod) {
    for (JsonNode container : pod.at("/status/containerStatuses")) {
      String reason = container.at("/state/waiting/reason").asText("");
      if (!reason.isEmpty()) {
        return reason;
      }
    }
    return pod.at("/status/reason").asText(pod.at("/status/phase").asText("Unknown"));
  }

  private static @Nullable String ready(ClusterKind kind, JsonNode object) {
    return switch (kind) {
      case DEPLOYMENT, STATEFUL_SET ->
          object.at("/status/readyReplicas").asInt() + "/" + object.at("/spec/replicas").asInt(1);
      case JOB ->
          object.at("/status/succeeded").asInt() + "/" + object.at("/spec/completions").asInt(1);
      case POD -> {
        int ready = 0;
        for (JsonNode container : object.at("/status/containerStatuses")) {
          ready += container.path("ready").asBoolean() ? 1 : 0;
        }
        yield ready + "/" + object.at("/spec/containers").size();
      }
      default -> null;
    };
  }

  private @Nullable String age(JsonNode created) {
    if (!created.isTextual()) {
      return null;
    }
    Duration age = Duration.between(Instant.parse(created.textValue()), clock.instant());
    long seconds = Math.max(0, age.toSeconds());
    return seconds < 60
        ? seconds + "s"
        : seconds < 3600
            ? seconds / 60 + "m"
            : seconds < 86_400 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
  }

  private static List<Map<String, Object>> events(List<JsonNode> events) {
    List<Map<String, Object>> shown = new ArrayList<>();
    for (JsonNode event : events) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("timestamp", when(event));
      line.put("type", event.path("type").asText("Normal"));
      line.put("reason", event.path("reason").asText());
      line.put(
          "resource",
          event.at("/involvedObject/kind").asText()
              + "/"
              + event.at("/involvedObject/name").asText());
      line.put("message", event.path("message").asText());
      line.put("count", event.path("count").asInt(1));
      shown.add(line);
    }
    shown.sort(
        Comparator.comparing((Map<String, Object> line) -> String.valueOf(line.get("timestamp")))
            .reversed());
    return shown.subList(0, Math.min(MOST_EVENTS, shown.size()));
  }

  private static @Nullable String when(JsonNode event) {
    for (String field :
        List.of("/lastTimestamp", "/eventTime", "/firstTimestamp", "/metadata/creationTimestamp")) {
      if (event.at(field).isTextual()) {
        return event.at(field).textValue();
      }
    }
    return null;
  }

  private static Map<String, Object> quota(List<JsonNode> quotas) {
    Map<String, Object> quota = new TreeMap<>();
    for (JsonNode object : quotas) {
      object
          .at("/status/hard")
          .properties()
          .forEach(
              hard -> {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("used", object.at("/status/used").path(hard.getKey()).asText(null));
                line.put("limit", hard.getValue().asText());
                quota.put(hard.getKey(), line);
              });
    }
    return quota;
  }
}
