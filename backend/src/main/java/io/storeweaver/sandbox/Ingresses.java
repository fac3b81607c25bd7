package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Gives ingresses and load balancers their address. */
final class Ingresses implements Controller {
  private static final int ADMIT = 150;
  private static final String ADDRESS = "203.0.113.10";

  private final Context context;
  private final ObjectStore store;

  Ingresses(Context context) {
    this.context = context;
    store = context.store();
  }

  @Override
  public void on(Change change) {
    StoredObject object = change.object();
    boolean ingress = object.type == ResourceTypes.INGRESSES;
    if (!change.deleted() && (ingress || object.type == ResourceTypes.SERVICES)) {
      context.timers().after(ADMIT, 1, "lb " + object.uid, () -> admit(object));
    } else if (change.added() && object.type == ResourceTypes.INGRESS_CLASSES) {
      context
          .timers()
          .soon(
              "ingress classes",
              () -> store.list(ResourceTypes.INGRESSES, null).forEach(this::admit));
    }
  }

  @Override
  public void onTrouble(String namespace) {
    for (StoredObject ingress : store.list(ResourceTypes.INGRESSES, namespace)) {
      context.timers().soon("lb " + ingress.uid, () -> admit(ingress));
    }
  }

  private void admit(StoredObject object) {
    context
        .registry()
        .mutate(
            object,
            tree -> {
              ObjectNode balancer = Json.child(Json.child(tree, "status"), "loadBalancer");
              if (served(object, tree)) {
                Json.putDefault(balancer, "ingress", Json.array(Json.object("ip", ADDRESS)));
              } else {
                balancer.remove("ingress");
              }
            });
  }

  private boolean served(StoredObject object, ObjectNode tree) {
    if (object.type == ResourceTypes.SERVICES) {
      return Json.text(tree, "spec", "type").equals("LoadBalancer");
    }
    String className = Json.text(tree, "spec", "ingressClassName");
    return !className.isEmpty()
        && store.get(ResourceTypes.INGRESS_CLASSES, "", className) != null
        && !context.troubles().is(object.namespace, Scenario.NO_INGRESS);
  }
}
