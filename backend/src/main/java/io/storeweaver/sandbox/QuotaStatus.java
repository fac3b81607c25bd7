package io.storeweaver.sandbox;

/** Keeps status.used of resource quotas up to date. */
final class QuotaStatus implements Controller {
  private static final int GATHER = 100;

  private final Context context;
  private final Quotas quotas;

  QuotaStatus(Context context, Quotas quotas) {
    this.context = context;
    this.quotas = quotas;
  }

  @Override
  public void on(Change change) {
    StoredObject object = change.object();
    boolean counted =
        object.type == ResourceTypes.QUOTAS
            || object.type == ResourceTypes.PODS
            || change.added()
            || change.deleted();
    if (counted && object.type != ResourceTypes.EVENTS && object.type.namespaced()) {
      soon(object.namespace);
    }
  }

  @Override
  public void onTrouble(String namespace) {
    soon(namespace);
  }

  private void soon(String namespace) {
    context.timers().after(GATHER, 1, "quota " + namespace, () -> update(namespace));
  }

  private void update(String namespace) {
    for (StoredObject quota : context.store().list(ResourceTypes.QUOTAS, namespace)) {
      context.registry().mutate(quota, tree -> quotas.fillStatus(namespace, tree));
    }
  }
}
