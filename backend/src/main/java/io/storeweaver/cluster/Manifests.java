package io.storeweaver.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.context.Context;
import io.storeweaver.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes the cluster hold the objects of one revision: applies them by server-side apply, phase by
 * phase, and prunes what it no longer has.
 */
public final class Manifests {
  private final ClusterApi api;
  private final ClusterView view;

  public Manifests(ClusterApi api, ClusterView view) {
    this.api = api;
    this.view = view;
  }

  /**
   * What an apply brought about: the objects' fingerprints, and what was refused although the rest
   * works without it.
   */
  public record Applied(Map<String, String> inventory, Optional<ClusterFailure> tolerated) {}

  /** Puts onto an object what makes it part of a release in Helm's eyes. */
  public static ObjectNode adopted(ObjectNode object, String release, String namespace) {
    ObjectNode copy = object.deepCopy();
    ObjectNode metadata = copy.withObjectProperty("metadata");
    metadata.put("namespace", namespace);
    metadata
        .withObjectProperty("labels")
        .put("app.kubernetes.io/managed-by", "Helm")
        .put(Names.STORE_LABEL, release);
    metadata
        .withObjectProperty("annotations")
        .put("meta.helm.sh/release-name", release)
        .put("meta.helm.sh/release-namespace", namespace);
    return copy;
  }

  /** Key of an object within its store, as in an inventory. */
  public static String key(JsonNode object) {
    return object.path("kind").asText() + "/" + object.at("/metadata/name").asText();
  }

  /**
   * Applies objects, those of one phase in parallel.
   *
   * @throws ClusterFailure where one could not be applied; repeating the call is harmless
   */
  public Applied apply(Collection<ObjectNode> objects) {
    Map<String, String> inventory = new TreeMap<>();
    Optional<ClusterFailure> tolerated = Optional.empty();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int phase = 0; phase <= ClusterKind.LAST_PHASE; phase++) {
        for (Future<Outcome> future : submitted(threads, objects, phase)) {
          Outcome outcome = result(future);
          inventory.put(outcome.key, outcome.fingerprint);
          tolerated = tolerated.or(outcome::refused);
        }
      }
    }
    return new Applied(inventory, tolerated);
  }

  private record Outcome(String key, String fingerprint, Optional<ClusterFailure> refused) {}

  private List<Future<Outcome>> submitted(
      ExecutorService threads, Collection<ObjectNode> objects, int phase) {
    List<Future<Outcome>> futures = new ArrayList<>();
    for (ObjectNode object : objects) {
      ClusterKind kind = kind(object);
      if (kind.phase() == phase) {
        Callable<Outcome> task = () -> applied(kind, object);
        futures.add(threads.submit(Context.current().wrap(task)));
      }
    }
    return futures;
  }

  private Outcome applied(ClusterKind kind, ObjectNode object) {
    try {
      JsonNode answer = api.apply(kind, object);
      view.wrote(kind, answer);
      return new Outcome(
          key(object), Sighting.fingerprint(answer.path("metadata")), Optional.empty());
    } catch (ClusterFailure e) {
      if (kind != ClusterKind.PERSISTENT_VOLUME_CLAIM || !keepsVolume(e)) {
        throw e;
      }
      // A volume that cannot change its size is no reason to stop: the shop goes on with the size
      // that it has.
      String fingerprint =
          view.fingerprints(object.at("/metadata/labels").path(Names.STORE_LABEL).asText())
              .getOrDefault(key(object), "");
      return new Outcome(
          key(object),
          fingerprint,
          Optional.of(
              new ClusterFailure(
                  Reason.VOLUME_RESIZE_REFUSED,
                  e.status(),
                  e.resource(),
                  String.valueOf(e.getMessage()))));
    }
  }

  private static boolean keepsVolume(ClusterFailure failure) {
    String message = String.valueOf(failure.getMessage());
    boolean shrinks =
        message.contains("spec is immutable") || message.contains("can not be less than");
    return failure.reason() == Reason.VOLUME_RESIZE_REFUSED || (failure.status() == 422 && shrinks);
  }

  private static Outcome result(Future<Outcome> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ClusterFailure failure) {
        throw failure;
      }
      throw new IllegalStateException("An object could not be applied", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ClusterFailure.unreachable(null, e);
    }
  }

  private static ClusterKind kind(JsonNode object) {
    return ClusterKind.of(object)
        .orElseThrow(
            () ->
                new ClusterFailure(
                    Reason.RENDER_FAILED,
                    0,
                    key(object),
                    "The chart renders a "
                        + object.path("kind").asText()
                        + " ("
                        + object.path("apiVersion").asText()
                        + "), a kind that stores cannot have."));
  }

  /**
   * Removes what the platform applied for a store and the present revision lacks. What a watch has
   * not shown yet is found by a later look; kinds that are not watched are taken from the earlier
   * revisions' inventories. Data is kept.
   */
  public void prune(
      String storeId,
      String namespace,
      Collection<Map<String, String>> earlier,
      Set<String> present) {
    Set<String> surplus = new TreeSet<>(view.surplus(storeId, present));
    for (Map<String, String> inventory : earlier) {
      inventory.keySet().stream()
          .filter(key -> !ClusterKind.watched(key) && !present.contains(key))
          .forEach(surplus::add);
    }
    for (String key : surplus) {
      ClusterKind kind = ClusterKind.named(key.substring(0, key.indexOf('/'))).orElseThrow();
      String name = key.substring(key.indexOf('/') + 1);
      api.delete(kind, namespace, name);
      view.lost(kind, storeId, name);
    }
  }
}
