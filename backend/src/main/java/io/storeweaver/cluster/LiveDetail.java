package io.storeweaver.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.storeweaver.cluster.StoreDetail.LiveEvent;
import io.storeweaver.cluster.StoreDetail.LiveResource;
import io.storeweaver.cluster.StoreDetail.QuotaLine;
import io.storeweaver.store.Store;
import io.storeweaver.store.StoreSteps;
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
  public StoreDetail of(Store store) {
    List<StoreSteps.Step> steps = StoreSteps.of(store);
    try {
      Map<ClusterKind, List<JsonNode>> objects = read(store.namespace());
      return new StoreDetail(
          true,
          null,
          resources(objects),
          events(objects.getOrDefault(ClusterKind.EVENT, List.of())),
          quota(objects.getOrDefault(ClusterKind.RESOURCE_QUOTA, List.of())),
          view.restarts(store.id()),
          clock.instant(),
          steps);
    } catch (ClusterFailure e) {
      return StoreDetail.unavailable(String.valueOf(e.getMessage()), steps);
    }
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

  private List<LiveResource> resources(Map<ClusterKind, List<JsonNode>> objects) {
    List<LiveResource> resources = new ArrayList<>();
    for (ClusterKind kind : SHOWN) {
      for (JsonNode object : objects.getOrDefault(kind, List.of())) {
        resources.add(resource(kind, object));
      }
    }
    return resources;
  }

  private LiveResource resource(ClusterKind kind, JsonNode object) {
    JsonNode metadata = object.path("metadata");
    Instant created = instant(metadata.path("creationTimestamp"));
    return new LiveResource(
        kind.kind(),
        metadata.path("name").asText(),
        metadata.path("labels").path(Names.COMPONENT_LABEL).asText(null),
        metadata.has("deletionTimestamp") ? "Terminating" : status(kind, object),
        ready(kind, object),
        created == null ? null : age(created),
        created,
        object.at("/spec/nodeName").asText(null),
        owner(metadata.at("/ownerReferences/0")),
        kind == ClusterKind.PERSISTENT_VOLUME_CLAIM ? size(object) : null,
        kind == ClusterKind.POD ? Sighting.restarts(object) : null);
  }

  private static @Nullable String owner(JsonNode reference) {
    return reference.isMissingNode()
        ? null
        : reference.path("kind").asText() + "/" + reference.path("name").asText();
  }

  private static @Nullable String size(JsonNode claim) {
    return claim
        .at("/status/capacity/storage")
        .asText(claim.at("/spec/resources/requests/storage").asText(null));
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

  private static @Nullable Instant instant(JsonNode time) {
    return time.isTextual() ? Instant.parse(time.textValue()) : null;
  }

  private String age(Instant created) {
    long seconds = Math.max(0, Duration.between(created, clock.instant()).toSeconds());
    return seconds < 60
        ? seconds + "s"
        : seconds < 3600
            ? seconds / 60 + "m"
            : seconds < 86_400 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
  }

  private static List<LiveEvent> events(List<JsonNode> events) {
    return events.stream()
        .map(
            event ->
                new LiveEvent(
                    when(event),
                    event.path("type").asText("Normal"),
                    event.path("reason").asText(),
                    event.at("/involvedObject/kind").asText()
                        + "/"
                        + event.at("/involvedObject/name").asText(),
                    event.path("message").asText(),
                    event.path("count").asInt(1)))
        .sorted(
            Comparator.comparing(
                LiveEvent::timestamp, Comparator.nullsLast(Comparator.reverseOrder())))
        .limit(MOST_EVENTS)
        .toList();
  }

  private static @Nullable Instant when(JsonNode event) {
    for (String field :
        List.of("/lastTimestamp", "/eventTime", "/firstTimestamp", "/metadata/creationTimestamp")) {
      Instant time = instant(event.at(field));
      if (time != null) {
        return time;
      }
    }
    return null;
  }

  private static Map<String, QuotaLine> quota(List<JsonNode> quotas) {
    Map<String, QuotaLine> quota = new TreeMap<>();
    for (JsonNode object : quotas) {
      JsonNode used = object.at("/status/used");
      object
          .at("/status/hard")
          .properties()
          .forEach(
              hard ->
                  quota.put(
                      hard.getKey(),
                      new QuotaLine(
                          used.path(hard.getKey()).asText(null), hard.getValue().asText())));
    }
    return quota;
  }
}
