package io.storeweaver.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of objects that stores are made of: where the API serves them, when to apply them, how
 * closely to watch them.
 */
public enum ClusterKind {
  NAMESPACE("v1", "Namespace", "namespaces", 0, Watch.WHOLE),
  SECRET("v1", "Secret", "secrets", 1, Watch.METADATA),
  SERVICE_ACCOUNT("v1", "ServiceAccount", "serviceaccounts", 1, Watch.METADATA),
  CONFIG_MAP("v1", "ConfigMap", "configmaps", 1, Watch.METADATA),
  SERVICE("v1", "Service", "services", 1, Watch.METADATA),
  RESOURCE_QUOTA("v1", "ResourceQuota", "resourcequotas", 1, Watch.METADATA),
  LIMIT_RANGE("v1", "LimitRange", "limitranges", 1, Watch.METADATA),
  PERSISTENT_VOLUME_CLAIM("v1", "PersistentVolumeClaim", "persistentvolumeclaims", 1, Watch.WHOLE),
  NETWORK_POLICY("networking.k8s.io/v1", "NetworkPolicy", "networkpolicies", 1, Watch.METADATA),
  POD_DISRUPTION_BUDGET(
      "policy/v1", "PodDisruptionBudget", "poddisruptionbudgets", 1, Watch.METADATA),
  STATEFUL_SET("apps/v1", "StatefulSet", "statefulsets", 2, Watch.WHOLE),
  DEPLOYMENT("apps/v1", "Deployment", "deployments", 2, Watch.WHOLE),
  /** Made by a Deployment and never applied; only ended together with it. */
  REPLICA_SET("apps/v1", "ReplicaSet", "replicasets", 2, Watch.NONE),
  JOB("batch/v1", "Job", "jobs", 2, Watch.WHOLE),
  INGRESS("networking.k8s.io/v1", "Ingress", "ingresses", 2, Watch.WHOLE),
  HTTP_ROUTE("gateway.networking.k8s.io/v1", "HTTPRoute", "httproutes", 2, Watch.NONE),
  POD("v1", "Pod", "pods", 2, Watch.WHOLE),
  EVENT("v1", "Event", "events", 2, Watch.WHOLE);

  /** How much of an object a watch asks for. */
  enum Watch {
    NONE,
    /**
     * Labels, annotations and managed fields are enough to notice an edit or a deletion; a Secret's
     * data is never read.
     */
    METADATA,
    WHOLE
  }

  /** The last phase of an apply. */
  static final int LAST_PHASE = 2;

  private final String apiVersion;
  private final String kind;
  private final String plural;
  private final int phase;
  private final Watch watch;

  ClusterKind(String apiVersion, String kind, String plural, int phase, Watch watch) {
    this.apiVersion = apiVersion;
    this.kind = kind;
    this.plural = plural;
    this.phase = phase;
    this.watch = watch;
  }

  String apiVersion() {
    return apiVersion;
  }

  /** Kubernetes' name of the kind, for example {@code StatefulSet}. */
  public String kind() {
    return kind;
  }

  /** Objects of an earlier phase are there before those of a later one are applied. */
  int phase() {
    return phase;
  }

  Watch watch() {
    return watch;
  }

  /** The kind of an object, where stores may have such objects. */
  public static Optional<ClusterKind> of(JsonNode object) {
    String apiVersion = object.path("apiVersion").asText();
    String kind = object.path("kind").asText();
    return Arrays.stream(values())
        .filter(k -> k.kind.equals(kind) && k.apiVersion.equals(apiVersion))
        .findFirst();
  }

  static Optional<ClusterKind> named(String kind) {
    return Arrays.stream(values()).filter(k -> k.kind.equals(kind)).findFirst();
  }

  /**
   * True where a deleted or edited object of this kind is noticed by itself. Keys are those of
   * {@link Manifests#key}.
   */
  public static boolean watched(String key) {
    return named(key.substring(0, key.indexOf('/'))).filter(k -> k.watch != Watch.NONE).isPresent();
  }

  /** Path of the collection, for all namespaces where {@code namespace} is null. */
  String path(@Nullable String namespace) {
    String root = apiVersion.contains("/") ? "/apis/" + apiVersion : "/api/" + apiVersion;
    return root
        + (namespace == null || this == NAMESPACE ? "" : "/namespaces/" + namespace)
        + "/"
        + plural;
  }
}
