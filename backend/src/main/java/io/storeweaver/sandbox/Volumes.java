package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Provisions, binds, grows and protects persistent volume claims. */
final class Volumes implements Controller {
  private static final int PROVISION = 250;
  private static final String PROTECTION = "kubernetes.io/pvc-protection";
  private static final String SOURCE = "persistentvolume-controller";

  private final Context context;
  private final ObjectStore store;

  Volumes(Context context) {
    this.context = context;
    store = context.store();
  }

  @Override
  public void on(Change change) {
    StoredObject object = change.object();
    if (object.type == ResourceTypes.CLAIMS) {
      if (change.deleted()) {
        context.timers().soon("pv " + object.uid, () -> reclaim(object));
      } else {
        context.timers().soon("pvc " + object.uid, () -> look(object));
      }
    } else if (object.type == ResourceTypes.PODS && change.deleted()) {
      lookAtDying(object.namespace);
    } else if (object.type == ResourceTypes.STORAGE_CLASSES && change.added()) {
      context
          .timers()
          .soon("classes", () -> store.list(ResourceTypes.CLAIMS, null).forEach(this::look));
    }
  }

  @Override
  public void onTrouble(String namespace) {
    for (StoredObject claim : store.list(ResourceTypes.CLAIMS, namespace)) {
      context.timers().soon("pvc " + claim.uid, () -> look(claim));
    }
  }

  private void lookAtDying(String namespace) {
    for (StoredObject claim : store.range(ResourceTypes.CLAIMS, namespace).values()) {
      if (claim.dying) {
        context.timers().soon("pvc " + claim.uid, () -> look(claim));
      }
    }
  }

  private void look(StoredObject claim) {
    StoredObject now = store.fresh(claim);
    if (now == null) {
      return;
    }
    ObjectNode tree = now.tree();
    if (now.dying) {
      unprotect(now);
    } else if (Json.text(tree, "status", "phase").equals("Bound")) {
      grow(now, tree);
    } else if (usable(now, tree)
        && Json.text(storageClass(tree), "volumeBindingMode").equals("Immediate")) {
      provision(now);
    }
  }

  /** True when a volume can be provisioned for the claim; otherwise says why not in an event. */
  private boolean usable(StoredObject claim, ObjectNode tree) {
    String name = Json.text(tree, "spec", "storageClassName");
    boolean missing = storageClass(tree).isMissingNode();
    if (missing || context.troubles().is(claim.namespace, Scenario.VOLUME_PENDING)) {
      String message =
          name.isEmpty()
              ? "no persistent volumes available for this claim and no storage class is set"
              : "storageclass.storage.k8s.io \"" + name + "\" not found";
      context
          .events()
          .warning(claim, SOURCE, name.isEmpty() ? "FailedBinding" : "ProvisioningFailed", message);
      return false;
    }
    return true;
  }

  private JsonNode storageClass(ObjectNode claim) {
    String name = Json.text(claim, "spec", "storageClassName");
    StoredObject found = store.get(ResourceTypes.STORAGE_CLASSES, "", name);
    return found == null ? Json.MAPPER.missingNode() : found.tree();
  }

  /**
   * The scheduler found a place for a pod that uses the claim: now a late-binding volume may be
   * provisioned.
   */
  boolean wanted(StoredObject claim) {
    ObjectNode tree = claim.tree();
    if (!claim.dying && usable(claim, tree)) {
      provision(claim);
      return true;
    }
    return false;
  }

  private void provision(StoredObject claim) {
    context.timers().after(PROVISION, 0, "bind " + claim.uid, () -> bind(claim));
  }

  private void bind(StoredObject claim) {
    StoredObject now = store.fresh(claim);
    if (now == null || now.dying || Json.text(now.tree(), "status", "phase").equals("Bound")) {
      return;
    }
    ObjectNode tree = now.tree();
    if (!usable(now, tree)) {
      return;
    }
    if (store.get(ResourceTypes.VOLUMES, "", volumeName(now)) == null) {
      context.registry().make(ResourceTypes.VOLUMES, "", volume(now, tree));
    }
    context
        .registry()
        .mutate(
            now,
            bound -> {
              Json.child(bound, "spec").put("volumeName", volumeName(now));
              ObjectNode status = Json.child(bound, "status").put("phase", "Bound");
              status.set("accessModes", Json.at(bound, "spec", "accessModes"));
              status.set(
                  "capacity",
                  Json.object(
                      "storage", Json.text(bound, "spec", "resources", "requests", "storage")));
            });
  }

  private static String volumeName(StoredObject claim) {
    return "pvc-" + claim.uid;
  }

  private static ObjectNode volume(StoredObject claim, ObjectNode tree) {
    ObjectNode spec = Json.object();
    spec.set(
        "capacity",
        Json.object("storage", Json.text(tree, "spec", "resources", "requests", "storage")));
    spec.set("accessModes", Json.at(tree, "spec", "accessModes"));
    spec.put("persistentVolumeReclaimPolicy", "Delete");
    spec.put("storageClassName", Json.text(tree, "spec", "storageClassName"));
    spec.set(
        "claimRef",
        Json.object(
            "kind",
            "PersistentVolumeClaim",
            "namespace",
            claim.namespace,
            "name",
            claim.name,
            "uid",
            claim.uid));
    ObjectNode volume =
        Json.object("metadata", Json.object("name", volumeName(claim)), "spec", spec);
    Json.child(volume, "status").put("phase", "Bound");
    return volume;
  }

  private void reclaim(StoredObject claim) {
    StoredObject volume = store.get(ResourceTypes.VOLUMES, "", volumeName(claim));
    if (volume != null) {
      context.deletion().delete(volume);
    }
  }

  private void grow(StoredObject claim, ObjectNode tree) {
    String asked = Json.text(tree, "spec", "resources", "requests", "storage");
    if (!asked.equals(Json.text(tree, "status", "capacity", "storage"))) {
      context
          .registry()
          .mutate(
              claim,
              grown -> Json.child(Json.child(grown, "status"), "capacity").put("storage", asked));
    }
  }

  private void unprotect(StoredObject claim) {
    if (user(claim) == null) {
      context
          .registry()
          .mutate(
              claim,
              tree ->
                  Json.removeIf(
                      Json.at(tree, "metadata", "finalizers"),
                      one -> one.asText().equals(PROTECTION)));
    }
  }

  private @Nullable StoredObject user(StoredObject claim) {
    for (StoredObject pod : store.range(ResourceTypes.PODS, claim.namespace).values()) {
      if (Pods.claims(pod.tree()).contains(claim.name)) {
        return pod;
      }
    }
    return null;
  }
}
