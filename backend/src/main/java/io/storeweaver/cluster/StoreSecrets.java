package io.storeweaver.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.Reason;
import io.storeweaver.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the namespace and the credentials of a store, and reads the admin login back for its owner.
 */
public final class StoreSecrets {
  private final ClusterApi api;
  private final ClusterView view;

  public StoreSecrets(ClusterApi api, ClusterView view) {
    this.api = api;
    this.view = view;
  }

  /** A shop's admin login. */
  public record Login(String username, String password) {
    /** Says nothing of the password. */
    @Override
    public String toString() {
      return "Login[" + username + "]";
    }
  }

  /**
   * Makes sure that the store's namespace is there and is its own.
   *
   * @throws ClusterFailure where the namespace belongs to somebody else or is going away
   */
  public void prepareNamespace(Store store) {
    Optional<JsonNode> there = api.get(ClusterKind.NAMESPACE, null, store.namespace());
    if (there.isPresent()) {
      JsonNode metadata = there.get().path("metadata");
      String resource = "Namespace/" + store.namespace();
      if (metadata.has("deletionTimestamp")) {
        throw new ClusterFailure(
            Reason.NAMESPACE_TERMINATING,
            409,
            resource,
            "The namespace " + store.namespace() + " is still being deleted.");
      }
      if (!store.id().equals(metadata.path("labels").path(Names.STORE_LABEL).asText())) {
        throw new ClusterFailure(
            Reason.NAMESPACE_FOREIGN,
            409,
            resource,
            "The namespace " + store.namespace() + " exists and was not made for this store.");
      }
    }
    applyNamespace(store);
  }

  /** Writes the namespace's labels and annotations. */
  public void applyNamespace(Store store) {
    ObjectNode namespace =
        Namespaces.of(
            store.id(),
            store.namespace(),
            store.owner(),
            store.spec().name(),
            store.spec().retries());
    view.wrote(ClusterKind.NAMESPACE, api.apply(ClusterKind.NAMESPACE, namespace));
  }

  /**
   * Makes the credentials that are missing; those that exist stay as they are.
   *
   * @return an opaque word that changes when any of them was made anew
   */
  public String prepareCredentials(Store store, @Nullable String adminPassword) {
    StringBuilder revision = new StringBuilder();
    for (ObjectNode secret : Credentials.generate(store, adminPassword)) {
      String name = secret.at("/metadata/name").asText();
      JsonNode made =
          api.create(ClusterKind.SECRET, secret)
              .or(() -> api.get(ClusterKind.SECRET, store.namespace(), name))
              .orElseThrow(
                  () ->
                      new ClusterFailure(
                          Reason.CLUSTER_UNREACHABLE,
                          409,
                          "Secret/" + name,
                          "The Secret " + name + " came and went while it was made."));
      view.wrote(ClusterKind.SECRET, made);
      revision.append(
          made.at("/metadata/uid").asText(),
          0,
          Math.min(8, made.at("/metadata/uid").asText().length()));
    }
    return revision.toString();
  }

  /** The admin login, or empty where the Secret is not there. */
  public Optional<Login> login(Store store) {
    Credentials.AdminLogin where = Credentials.adminLogin(store);
    return api.get(ClusterKind.SECRET, store.namespace(), where.secret())
        .map(
            secret ->
                new Login(
                    decoded(secret, where.usernameKey()), decoded(secret, where.passwordKey())));
  }

  private static String decoded(JsonNode secret, String key) {
    return new String(
        Base64.getDecoder().decode(secret.path("data").path(key).asText("")),
        StandardCharsets.UTF_8);
  }
}
