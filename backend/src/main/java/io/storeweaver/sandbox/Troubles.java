package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which scenario a namespace suffers from at present, by the store's name in its annotations. */
final class Troubles {
  static final String NAME = "storeweaver.io/store-name";
  static final String RETRIES = "storeweaver.io/retries";
  private static final String COMPONENT = "app.kubernetes.io/component";

  private record Mood(@Nullable Scenario scenario, String retries) {}

  private static final Mood FINE = new Mood(null, "");

  private final Map<String, Mood> moods = new ConcurrentHashMap<>();
  private final List<Consumer<String>> listeners = new ArrayList<>();

  /**
   * Calls back, inside the store's lock, with the name of a namespace whose scenario began, ended
   * or was retried.
   */
  void onChange(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** Takes note of a namespace; to be called with each change of one. */
  void note(Change change) {
    StoredObject namespace = change.object();
    if (change.deleted()) {
      moods.remove(namespace.name);
      return;
    }
    Mood now = mood(Json.at(namespace.tree(), "metadata", "annotations"));
    Mood before = moods.getOrDefault(namespace.name, FINE);
    if (now.equals(before)) {
      return;
    }
    moods.put(namespace.name, now);
    if (now.scenario() != null || before.scenario() != null) {
      listeners.forEach(listener -> listener.accept(namespace.name));
    }
  }

  private static Mood mood(JsonNode annotations) {
    String slug =
        Json.text(annotations, NAME).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String retries = Json.text(annotations, RETRIES);
    boolean retried = !retries.isEmpty() && !retries.equals("0");
    for (Scenario scenario : Scenario.all()) {
      boolean chosen =
          (scenario == Scenario.SLOW_START && slug.contains("slow-start"))
              || slug.contains("fail-" + scenario.slug())
              || (slug.contains("flaky-" + scenario.slug()) && !retried);
      if (chosen) {
        return new Mood(scenario, retries);
      }
    }
    return FINE;
  }

  boolean is(String namespace, Scenario scenario) {
    return moods.getOrDefault(namespace, FINE).scenario() == scenario;
  }

  /** The scenario that this pod suffers from; null for none. */
  @Nullable Scenario of(StoredObject pod) {
    Scenario scenario = moods.getOrDefault(pod.namespace, FINE).scenario();
    if (scenario == null) {
      return null;
    }
    boolean hit =
        switch (scenario) {
          case IMAGE_PULL,
              CRASH_LOOP,
              OUT_OF_MEMORY,
              PROBE,
              UNSCHEDULABLE,
              CONFIG,
              POD_SECURITY,
              EVICTED,
              NODE_LOST,
              ROLLOUT_STUCK,
              SLOW_START ->
              isShop(pod);
          case VOLUME_MOUNT -> isDatabase(pod);
          case SETUP_JOB -> ownedBy(pod, "Job");
          case QUOTA, VOLUME_PENDING, NO_INGRESS, STUCK_DELETE -> false;
        };
    return hit ? scenario : null;
  }

  /** The app by its label; where a chart labels no components, whatever a Deployment runs. */
  static boolean isShop(StoredObject pod) {
    String component = pod.labels.get(COMPONENT);
    return component == null
        ? ownedBy(pod, "ReplicaSet")
        : component.equals("app") && !ownedBy(pod, "Job");
  }

  private static boolean isDatabase(StoredObject pod) {
    String component = pod.labels.get(COMPONENT);
    return component == null ? ownedBy(pod, "StatefulSet") : component.equals("database");
  }

  private static boolean ownedBy(StoredObject pod, String kind) {
    return pod.owners.stream().anyMatch(owner -> owner.kind().equals(kind));
  }
}
