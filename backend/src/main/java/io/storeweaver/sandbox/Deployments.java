package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rolls Deployments out: one ReplicaSet per template, scaled against each other. */
final class Deployments extends Workload {
  private static final String SOURCE = "deployment-controller";
  private static final String REVISION = "deployment.kubernetes.io/revision";
  private static final String HASH = "pod-template-hash";

  private final RolloutStatus status;

  Deployments(Context context) {
    super(context, ResourceTypes.DEPLOYMENTS);
    status = new RolloutStatus(context, this::later);
  }

  /**
   * The end of an old pod can be what a rollout waits for, though its ReplicaSet's status stays the
   * same.
   */
  @Override
  public void on(Change change) {
    super.on(change);
    StoredObject object = change.object();
    if (change.deleted() && object.type == ResourceTypes.DEPLOYMENTS) {
      status.forget(object);
    }
    if (change.deleted() && object.type == ResourceTypes.PODS) {
      for (StoredObject.Owner owner : object.owners) {
        StoredObject set = store.get(ResourceTypes.REPLICA_SETS, object.namespace, owner.name());
        StoredObject deployment = set == null ? null : owner(set);
        if (deployment != null) {
          soon(deployment);
        }
      }
    }
  }

  @Override
  void reconcile(StoredObject deployment, ObjectNode tree) {
    List<StoredObject> old = new ArrayList<>();
    StoredObject current = null;
    for (StoredObject set : store.children(deployment, ResourceTypes.REPLICA_SETS)) {
      if (current == null && sameTemplate(tree, set.tree())) {
        current = set;
      } else {
        old.add(set);
      }
    }
    if (!Json.at(tree, "spec", "paused").asBoolean()) {
      current = roll(deployment, tree, current, old);
      forgetHistory(tree, old);
    }
    status.write(deployment, tree, fresh(current), old.stream().map(this::fresh).toList());
  }

  private @Nullable StoredObject fresh(@Nullable StoredObject set) {
    return set == null ? null : store.fresh(set);
  }

  private static boolean sameTemplate(ObjectNode deployment, ObjectNode set) {
    ObjectNode template = Json.at(set, "spec", "template").deepCopy();
    Json.child(Json.metadata(template), "labels").remove(HASH);
    return template.equals(Json.at(deployment, "spec", "template"));
  }

  private StoredObject roll(
      StoredObject deployment,
      ObjectNode tree,
      @Nullable StoredObject present,
      List<StoredObject> old) {
    int wanted = Json.at(tree, "spec", "replicas").asInt(1);
    boolean recreate = Json.text(tree, "spec", "strategy", "type").equals("Recreate");
    StoredObject current =
        present == null ? make(deployment, tree, old) : latest(deployment, present, old);
    int size = replicas(current);
    if (recreate) {
      old.forEach(set -> scale(deployment, set, 0));
      boolean cleared =
          old.stream().allMatch(set -> store.children(set, ResourceTypes.PODS).isEmpty());
      scale(deployment, current, cleared ? wanted : Math.min(size, wanted));
      return current;
    }
    Surge surge = Surge.of(tree, wanted);
    int others = old.stream().mapToInt(Deployments::replicas).sum();
    int room = wanted + surge.above() - others - size;
    int next = size > wanted ? wanted : Math.min(wanted, size + Math.max(0, room));
    scale(deployment, current, next);
    shrink(deployment, old, current, next, wanted - surge.below());
    return current;
  }

  /** Takes pods from old sets, unhealthy ones first, as far as enough stay available. */
  private void shrink(
      StoredObject deployment,
      List<StoredObject> old,
      StoredObject current,
      int currentSize,
      int leastAvailable) {
    int available = available(current);
    int total = currentSize;
    for (StoredObject set : old) {
      available += available(set);
      total += replicas(set);
    }
    int spare = total - leastAvailable - Math.max(0, currentSize - available(current));
    for (StoredObject set : old) {
      int size = replicas(set);
      int unhealthy = Math.max(0, size - available(set));
      int less = Math.min(Math.max(0, spare), unhealthy);
      spare -= less;
      int healthy = Math.min(size - less, Math.max(0, Math.min(spare, available - leastAvailable)));
      available -= healthy;
      spare -= healthy;
      scale(deployment, set, size - less - healthy);
    }
  }

  private StoredObject make(StoredObject deployment, ObjectNode tree, List<StoredObject> old) {
    JsonNode template = Json.at(tree, "spec", "template");
    String hash = Names.hash(template.hashCode());
    String name = deployment.name + "-" + hash;
    if (store.get(ResourceTypes.REPLICA_SETS, deployment.namespace, name) != null) {
      hash = Names.suffix(7);
      name = deployment.name + "-" + hash;
    }
    ObjectNode labelled = template.deepCopy();
    Json.child(Json.metadata(labelled), "labels").put(HASH, hash);
    ObjectNode selector = Json.at(tree, "spec", "selector").deepCopy();
    Json.child(selector, "matchLabels").put(HASH, hash);
    ObjectNode spec = Json.object("replicas", 0, "selector", selector, "template", labelled);
    ObjectNode set =
        PodFactory.from(
            deployment,
            name,
            Json.object("metadata", Json.metadata(labelled), "spec", spec),
            Map.of());
    int revision = 1 + old.stream().mapToInt(Deployments::revision).max().orElse(0);
    ObjectNode annotations = Json.child(Json.metadata(set), "annotations");
    annotations.removeAll();
    annotations.put(REVISION, Integer.toString(revision));
    StoredObject made =
        context.registry().make(ResourceTypes.REPLICA_SETS, deployment.namespace, set);
    status.began(deployment);
    return made;
  }

  /** A former template that is wanted again becomes the latest revision. */
  private StoredObject latest(
      StoredObject deployment, StoredObject present, List<StoredObject> old) {
    int highest = old.stream().mapToInt(Deployments::revision).max().orElse(0);
    if (revision(present) > highest) {
      return present;
    }
    StoredObject renumbered =
        context
            .registry()
            .mutate(
                present,
                tree ->
                    Json.child(Json.metadata(tree), "annotations")
                        .put(REVISION, Integer.toString(highest + 1)));
    status.began(deployment);
    return renumbered == null ? present : renumbered;
  }

  private static int revision(StoredObject set) {
    String text = Json.text(set.tree(), "metadata", "annotations", REVISION);
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  private static int replicas(StoredObject set) {
    return Json.at(set.tree(), "spec", "replicas").asInt(1);
  }

  private static int available(StoredObject set) {
    return Json.at(set.tree(), "status", "availableReplicas").asInt();
  }

  private void scale(StoredObject deployment, StoredObject set, int wanted) {
    int now = replicas(set);
    if (now == wanted) {
      return;
    }
    context
        .registry()
        .mutate(
            set,
            tree -> {
              Json.child(tree, "spec").put("replicas", wanted);
              ObjectNode metadata = Json.metadata(tree);
              metadata.put("generation", metadata.path("generation").asInt() + 1);
            });
    context
        .events()
        .normal(
            deployment,
            SOURCE,
            "ScalingReplicaSet",
            "Scaled %s replica set %s from %d to %d"
                .formatted(wanted > now ? "up" : "down", set.name, now, wanted));
  }

  private void forgetHistory(ObjectNode tree, List<StoredObject> old) {
    int limit = Json.at(tree, "spec", "revisionHistoryLimit").asInt(10);
    List<StoredObject> empty =
        old.stream()
            .filter(set -> replicas(set) == 0 && !set.dying)
            .sorted(Comparator.comparingInt(Deployments::revision))
            .toList();
    empty.stream().limit(Math.max(0, empty.size() - limit)).forEach(context.deletion()::delete);
  }
}
