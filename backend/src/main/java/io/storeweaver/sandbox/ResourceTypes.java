package io.storeweaver.sandbox;

import static io.storeweaver.sandbox.ResourceType.Trait.ALL;
import static io.storeweaver.sandbox.ResourceType.Trait.GENERATION;
import static io.storeweaver.sandbox.ResourceType.Trait.NAMESPACED;
import static io.storeweaver.sandbox.ResourceType.Trait.SCALE;
import static io.storeweaver.sandbox.ResourceType.Trait.STATUS;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.storeweaver.sandbox.ResourceType.Trait;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types that the sandbox serves: those that a store's chart, or an operator looking at it, may
 * use.
 */
final class ResourceTypes {
  private static final Map<String, ResourceType> BY_GROUP_RESOURCE = new LinkedHashMap<>();

  static final ResourceType NAMESPACES = core("namespaces", Namespace.class, "ns", STATUS);
  static final ResourceType NODES = core("nodes", Node.class, "no", STATUS);
  static final ResourceType VOLUMES =
      core("persistentvolumes", PersistentVolume.class, "pv", STATUS);
  static final ResourceType PODS =
      core("pods", Pod.class, "po", NAMESPACED, STATUS, GENERATION, ALL);
  static final ResourceType SERVICES =
      core("services", Service.class, "svc", NAMESPACED, STATUS, ALL);
  static final ResourceType CONFIG_MAPS = core("configmaps", ConfigMap.class, "cm", NAMESPACED);
  static final ResourceType SECRETS = core("secrets", Secret.class, "", NAMESPACED);
  static final ResourceType SERVICE_ACCOUNTS =
      core("serviceaccounts", ServiceAccount.class, "sa", NAMESPACED);
  static final ResourceType CLAIMS =
      core("persistentvolumeclaims", PersistentVolumeClaim.class, "pvc", NAMESPACED, STATUS);
  static final ResourceType EVENTS = core("events", Event.class, "ev", NAMESPACED);
  static final ResourceType QUOTAS =
      core("resourcequotas", ResourceQuota.class, "quota", NAMESPACED, STATUS);
  static final ResourceType LIMIT_RANGES =
      core("limitranges", LimitRange.class, "limits", NAMESPACED);
  static final ResourceType DEPLOYMENTS =
      apps("deployments", Deployment.class, "deploy", STATUS, SCALE);
  static final ResourceType REPLICA_SETS =
      apps("replicasets", ReplicaSet.class, "rs", STATUS, SCALE);
  static final ResourceType STATEFUL_SETS =
      apps("statefulsets", StatefulSet.class, "sts", STATUS, SCALE);
  static final ResourceType JOBS =
      add("batch", "v1", "jobs", Job.class, "", NAMESPACED, STATUS, GENERATION, ALL);
  static final ResourceType INGRESSES =
      networking("ingresses", Ingress.class, "ing", NAMESPACED, STATUS, GENERATION);
  static final ResourceType INGRESS_CLASSES =
      networking("ingressclasses", IngressClass.class, "", GENERATION);
  static final ResourceType STORAGE_CLASSES =
      add("storage.k8s.io", "v1", "storageclasses", StorageClass.class, "sc");
  static final ResourceType DAEMON_SETS = apps("daemonsets", DaemonSet.class, "ds", STATUS);
  static final ResourceType CRON_JOBS =
      add("batch", "v1", "cronjobs", CronJob.class, "cj", NAMESPACED, STATUS, GENERATION, ALL);

  static {
    core("endpoints", Endpoints.class, "ep", NAMESPACED);
    add("apps", "v1", "controllerrevisions", ControllerRevision.class, "", NAMESPACED);
    networking("networkpolicies", NetworkPolicy.class, "netpol", NAMESPACED, GENERATION);
    add(
        "policy",
        "v1",
        "poddisruptionbudgets",
        PodDisruptionBudget.class,
        "pdb",
        NAMESPACED,
        STATUS,
        GENERATION);
    add(
        "autoscaling",
        "v2",
        "horizontalpodautoscalers",
        HorizontalPodAutoscaler.class,
        "hpa",
        NAMESPACED,
        STATUS,
        GENERATION,
        ALL);
    add("rbac.authorization.k8s.io", "v1", "roles", Role.class, "", NAMESPACED);
    add("rbac.authorization.k8s.io", "v1", "rolebindings", RoleBinding.class, "", NAMESPACED);
    add("rbac.authorization.k8s.io", "v1", "clusterroles", ClusterRole.class, "");
    add("rbac.authorization.k8s.io", "v1", "clusterrolebindings", ClusterRoleBinding.class, "");
    add(
        "gateway.networking.k8s.io",
        "v1",
        "httproutes",
        HTTPRoute.class,
        "",
        NAMESPACED,
        STATUS,
        GENERATION);
    add("coordination.k8s.io", "v1", "leases", Lease.class, "", NAMESPACED);
    add(
        "discovery.k8s.io",
        "v1",
        "endpointslices",
        EndpointSlice.class,
        "",
        NAMESPACED,
        GENERATION);
  }

  private static final List<ResourceType> NAMESPACED_TYPES =
      BY_GROUP_RESOURCE.values().stream().filter(ResourceType::namespaced).toList();

  private ResourceTypes() {}

  static Collection<ResourceType> all() {
    return BY_GROUP_RESOURCE.values();
  }

  static List<ResourceType> namespaced() {
    return NAMESPACED_TYPES;
  }

  /** The type of this group, version and plural name; null when the sandbox does not serve it. */
  static @Nullable ResourceType find(String group, String version, String plural) {
    ResourceType type = byGroupResource(group.isEmpty() ? plural : plural + "." + group);
    return type != null && type.version().equals(version) ? type : null;
  }

  static @Nullable ResourceType byGroupResource(String groupResource) {
    return BY_GROUP_RESOURCE.get(groupResource);
  }

  /** The type that an owner reference or an involvedObject names; null when it is not served. */
  static @Nullable ResourceType byKind(String apiVersion, String kind) {
    for (ResourceType type : BY_GROUP_RESOURCE.values()) {
      if (type.kind().equals(kind) && type.apiVersion().equals(apiVersion)) {
        return type;
      }
    }
    return null;
  }

  private static ResourceType core(
      String plural, Class<? extends HasMetadata> model, String shortName, Trait... traits) {
    return add("", "v1", plural, model, shortName, traits);
  }

  private static ResourceType apps(
      String plural, Class<? extends HasMetadata> model, String shortName, Trait... traits) {
    List<Trait> all = new ArrayList<>(List.of(traits));
    all.addAll(List.of(NAMESPACED, GENERATION, ALL));
    return add("apps", "v1", plural, model, shortName, all.toArray(Trait[]::new));
  }

  private static ResourceType networking(
      String plural, Class<? extends HasMetadata> model, String shortName, Trait... traits) {
    return add("networking.k8s.io", "v1", plural, model, shortName, traits);
  }

  private static ResourceType add(
      String group,
      String version,
      String plural,
      Class<? extends HasMetadata> model,
      String shortName,
      Trait... traits) {
    Set<Trait> set = traits.length == 0 ? Set.of() : EnumSet.copyOf(List.of(traits));
    ResourceType type = new ResourceType(group, version, plural, model, set, shortName);
    BY_GROUP_RESOURCE.put(type.groupResource(), type);
    return type;
  }
}
