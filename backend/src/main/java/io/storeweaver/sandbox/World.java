package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What stands behind the API: the fixtures of a small cluster, and the controllers that bring
 * objects to life.
 */
final class World {
  private static final int REST = 250;
  private static final int PACK_AT_ONCE = 1_000;

  private final ObjectStore store;
  private final Timers timers;
  private final Registry registry;
  private final Deletion deletion;
  private final Troubles troubles = new Troubles();
  private final List<Controller> controllers;

  World(ObjectStore store, Timers timers) {
    this.store = store;
    this.timers = timers;
    Quotas quotas = new Quotas(store, troubles);
    registry = new Registry(store, new Admission(store, troubles, quotas));
    deletion = new Deletion(store);
    Context context =
        new Context(registry, deletion, timers, troubles, new EventRecorder(registry));
    Volumes volumes = new Volumes(context);
    ReplicaSets replicaSets = new ReplicaSets(context);
    controllers =
        List.of(
            new NamespaceLife(context),
            new GarbageCollector(context),
            volumes,
            new Ingresses(context),
            new QuotaStatus(context, quotas),
            replicaSets,
            new Deployments(context),
            new StatefulSets(context),
            new Jobs(context),
            new Kubelet(context, new Scheduler(context, volumes)));
    troubles.onChange(namespace -> controllers.forEach(one -> one.onTrouble(namespace)));
  }

  Registry registry() {
    return registry;
  }

  Deletion deletion() {
    return deletion;
  }

  Troubles troubles() {
    return troubles;
  }

  /** Adds what every cluster has, and takes up the life of objects that were there before. */
  void start() {
    for (ResourceType type : ResourceTypes.all()) {
      store
          .list(type, null)
          .forEach(object -> dispatch(new Change(Change.Kind.ADDED, object, null)));
    }
    store.listen(this::dispatch);
    for (String namespace : List.of("default", "kube-system")) {
      ensure(ResourceTypes.NAMESPACES, Json.object("metadata", Json.object("name", namespace)));
    }
    Nodes.join(registry, store, Nodes.ready());
    ensure(ResourceTypes.STORAGE_CLASSES, storageClass());
    ensure(ResourceTypes.INGRESS_CLASSES, ingressClass());
  }

  private void dispatch(Change change) {
    if (change.object().type == ResourceTypes.NAMESPACES) {
      troubles.note(change);
    }
    for (Controller controller : controllers) {
      controller.on(change);
    }
    packLater();
  }

  /** A little at a time: the thread that packs is the one on which the world moves. */
  private void packLater() {
    if (store.hasResting()) {
      timers.after(REST, REST, "pack", this::pack);
    }
  }

  private void pack() {
    store.packResting(PACK_AT_ONCE);
    packLater();
  }

  private void ensure(ResourceType type, ObjectNode tree) {
    if (store.get(type, "", Json.text(tree, "metadata", "name")) == null) {
      registry.make(type, "", tree);
    }
  }

  private static ObjectNode storageClass() {
    ObjectNode tree = named("standard", "storageclass.kubernetes.io/is-default-class");
    tree.put("provisioner", "sandbox.storeweaver.io/volumes").put("allowVolumeExpansion", false);
    return tree.put("volumeBindingMode", "WaitForFirstConsumer");
  }

  private static ObjectNode ingressClass() {
    ObjectNode tree = named("traefik", "ingressclass.kubernetes.io/is-default-class");
    tree.set("spec", Json.object("controller", "traefik.io/ingress-controller"));
    return tree;
  }

  private static ObjectNode named(String name, String defaultMark) {
    ObjectNode annotations = Json.object(defaultMark, "true");
    return Json.object("metadata", Json.object("name", name, "annotations", annotations));
  }
}
