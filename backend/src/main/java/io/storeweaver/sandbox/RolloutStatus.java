package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A Deployment's status: counts, and the conditions Available, Progressing and ReplicaFailure. */
final class RolloutStatus {
  private static final int STUCK_AFTER = 5_000;
  private static final int STUCK_AFTER_FLOOR = 150;

  /** Asks for another look after some milliseconds, at least a floor. */
  @FunctionalInterface
  interface Later {
    void ask(StoredObject deployment, long millis, long floor);
  }

  private record Counts(int replicas, int updated, int ready, int available, int planned) {
    static Counts of(@Nullable StoredObject current, List<@Nullable StoredObject> old) {
      Counts sum = new Counts(0, 0, 0, 0, 0).plus(current, true);
      for (StoredObject set : old) {
        sum = sum.plus(set, false);
      }
      return sum;
    }

    private Counts plus(@Nullable StoredObject set, boolean isCurrent) {
      if (set == null) {
        return this;
      }
      ObjectNode tree = set.tree();
      JsonNode status = tree.path("status");
      int has = status.path("replicas").asInt();
      return new Counts(
          replicas + has,
          updated + (isCurrent ? has : 0),
          ready + status.path("readyReplicas").asInt(),
          available + status.path("availableReplicas").asInt(),
          planned + Json.at(tree, "spec", "replicas").asInt());
    }
  }

  private final Context context;
  private final Later later;
  private final Map<String, Long> lastProgress = new ConcurrentHashMap<>();
  private final Set<String> begun = ConcurrentHashMap.newKeySet();

  RolloutStatus(Context context, Later later) {
    this.context = context;
    this.later = later;
  }

  private void progressed(StoredObject deployment) {
    lastProgress.put(deployment.uid, System.nanoTime());
  }

  /** A rollout begins, with this new ReplicaSet. */
  void began(StoredObject deployment) {
    progressed(deployment);
    begun.add(deployment.uid);
  }

  void forget(StoredObject deployment) {
    lastProgress.remove(deployment.uid);
  }

  void write(
      StoredObject deployment,
      ObjectNode seen,
      @Nullable StoredObject current,
      List<@Nullable StoredObject> old) {
    Counts counts = Counts.of(current, old);
    int wanted = Json.at(seen, "spec", "replicas").asInt(1);
    JsonNode before = seen.path("status");
    boolean done =
        counts.updated() == wanted && counts.replicas() == wanted && counts.available() == wanted;
    boolean moved = moved(before, counts);
    if (done) {
      lastProgress.remove(deployment.uid);
    } else if (moved) {
      progressed(deployment);
    }
    boolean fresh = begun.remove(deployment.uid);
    boolean late = !done && late(deployment, seen);
    context
        .registry()
        .mutate(
            deployment,
            tree -> {
              ObjectNode status = Json.child(tree, "status");
              status.put("observedGeneration", Json.at(seen, "metadata", "generation").asInt());
              fill(status, counts);
              if (fresh || late || done || moved) {
                progressing(status, current, fresh && !moved, done, late);
              }
              available(status, seen, counts, wanted);
              failure(status, current);
              if (current != null) {
                copyRevision(tree, current);
              }
            });
  }

  private static boolean moved(JsonNode before, Counts counts) {
    return before.path("updatedReplicas").asInt() < counts.updated()
        || before.path("readyReplicas").asInt() < counts.ready()
        || before.path("replicas").asInt() > counts.replicas();
  }

  private boolean late(StoredObject deployment, ObjectNode seen) {
    boolean stuck = context.troubles().is(deployment.namespace, Scenario.ROLLOUT_STUCK);
    long limit =
        stuck
            ? context.timers().scaled(STUCK_AFTER, STUCK_AFTER_FLOOR)
            : TimeUnit.SECONDS.toMillis(
                Json.at(seen, "spec", "progressDeadlineSeconds").asLong(600));
    long since = lastProgress.computeIfAbsent(deployment.uid, first -> System.nanoTime());
    long left = limit - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    if (left > 0) {
      later.ask(deployment, 0, left + 1);
    }
    return left <= 0;
  }

  private static void fill(ObjectNode status, Counts counts) {
    Json.count(status, "replicas", counts.replicas());
    Json.count(status, "updatedReplicas", counts.updated());
    Json.count(status, "readyReplicas", counts.ready());
    Json.count(status, "availableReplicas", counts.available());
    status.put("terminatingReplicas", 0);
    Json.count(status, "unavailableReplicas", Math.max(0, counts.planned() - counts.available()));
  }

  private static void available(ObjectNode status, ObjectNode seen, Counts counts, int wanted) {
    boolean enough = counts.available() >= wanted - Surge.of(seen, wanted).below();
    Conditions.setUpdated(
        status,
        "Available",
        enough,
        enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
        enough
            ? "Deployment has minimum availability."
            : "Deployment does not have minimum availability.");
  }

  private static void progressing(
      ObjectNode status,
      @Nullable StoredObject current,
      boolean fresh,
      boolean done,
      boolean late) {
    String name = current == null ? "" : current.name;
    String set = "ReplicaSet \"" + name + "\" ";
    if (done) {
      progressing(status, true, "NewReplicaSetAvailable", set + "has successfully progressed.");
    } else if (late) {
      progressing(status, false, "ProgressDeadlineExceeded", set + "has timed out progressing.");
    } else if (fresh) {
      String message = "Created new replica set \"" + name + "\"";
      progressing(status, true, "NewReplicaSetCreated", message);
    } else {
      progressing(status, true, "ReplicaSetUpdated", set + "is progressing.");
    }
  }

  private static void progressing(ObjectNode status, boolean holds, String reason, String message) {
    Conditions.setUpdated(status, "Progressing", holds, reason, message);
  }

  private static void failure(ObjectNode status, @Nullable StoredObject current) {
    JsonNode failure =
        current == null
            ? Json.MAPPER.missingNode()
            : Conditions.find(current.tree().path("status"), "ReplicaFailure");
    if (Json.text(failure, "status").equals("True")) {
      Conditions.setUpdated(
          status,
          "ReplicaFailure",
          true,
          Json.text(failure, "reason"),
          Json.text(failure, "message"));
    } else {
      Conditions.remove(status, "ReplicaFailure");
    }
  }

  private static void copyRevision(ObjectNode tree, StoredObject current) {
    String key = "deployment.kubernetes.io/revision";
    String revision = Json.text(current.tree(), "metadata", "annotations", key);
    Json.child(Json.metadata(tree), "annotations").put(key, revision);
  }
}
