package io.storeweaver.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The namespace of a store: nobody else's objects are in it, and pods that break Pod Security's
 * strictest level are refused there.
 */
public final class Namespaces {
  private Namespaces() {}

  /** The namespace object of a store. */
  public static ObjectNode of(
      String storeId, String namespace, String owner, String storeName, int retries) {
    ObjectNode object =
        ClusterApi.JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Namespace");
    ObjectNode metadata = object.putObject("metadata").put("name", namespace);
    metadata
        .putObject("labels")
        .put("app.kubernetes.io/managed-by", Names.FIELD_MANAGER)
        .put(Names.STORE_LABEL, storeId)
        .put("pod-security.kubernetes.io/enforce", "restricted")
        .put("pod-security.kubernetes.io/warn", "restricted");
    metadata
        .putObject("annotations")
        .put(Names.STORE_NAME, storeName)
        .put("storeweaver.io/owner", owner)
        .put(Names.RETRIES, Integer.toString(retries));
    return object;
  }
}
