package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what a namespace uses, and refuses what would exceed a ResourceQuota. */
final class Quotas {
  private static final String NAME_OF_NONE = "store-quota";

  private final ObjectStore store;
  private final Troubles troubles;

  Quotas(ObjectStore store, Troubles troubles) {
    this.store = store;
    this.troubles = troubles;
  }

  /** Refuses a new object that does not fit (403); to be called under the store's lock. */
  void admit(ResourceType type, String namespace, ObjectNode tree) {
    Map<String, BigDecimal> asked = asked(type, tree);
    boolean usedUp = type == ResourceTypes.PODS && troubles.is(namespace, Scenario.QUOTA);
    List<StoredObject> quotas = store.list(ResourceTypes.QUOTAS, namespace);
    for (StoredObject quota : quotas) {
      admit(quota, type, namespace, tree, asked);
    }
    if (usedUp && quotas.isEmpty()) {
      throw exceeded(
          type, tree, NAME_OF_NONE, List.of("pods=1"), List.of("pods=10"), List.of("pods=10"));
    }
  }

  private void admit(
      StoredObject quota,
      ResourceType type,
      String namespace,
      ObjectNode tree,
      Map<String, BigDecimal> asked) {
    JsonNode hard = Json.at(quota.tree(), "spec", "hard");
    if (type == ResourceTypes.PODS) {
      refuseUnspecified(quota.name, tree, hard);
    }
    Map<String, BigDecimal> used = null;
    List<String> requested = new ArrayList<>();
    List<String> present = new ArrayList<>();
    List<String> limited = new ArrayList<>();
    for (var limit : new TreeMap<>(asMap(hard)).entrySet()) {
      BigDecimal more = asked.get(plain(limit.getKey()));
      if (more == null || more.signum() == 0) {
        continue;
      }
      used = used == null ? used(namespace) : used;
      String unit = limit.getValue();
      BigDecimal most = Quantities.parse(unit);
      BigDecimal now = now(namespace, used, limit.getKey(), most);
      if (now.add(more).compareTo(most) > 0) {
        requested.add(limit.getKey() + "=" + Quantities.print(more, unit));
        present.add(limit.getKey() + "=" + Quantities.print(now, unit));
        limited.add(limit.getKey() + "=" + Quantities.canonical(unit));
      }
    }
    if (!requested.isEmpty()) {
      throw exceeded(type, tree, quota.name, requested, present, limited);
    }
  }

  private BigDecimal now(
      String namespace, Map<String, BigDecimal> used, String resource, BigDecimal most) {
    boolean usedUp =
        troubles.is(namespace, Scenario.QUOTA)
            && !resource.contains("claim")
            && !resource.contains("storage");
    if (usedUp) {
      return most;
    }
    BigDecimal sum = used.get(plain(resource));
    return sum == null ? count(namespace, resource) : sum;
  }

  private static Map<String, String> asMap(JsonNode hard) {
    Map<String, String> map = new HashMap<>();
    hard.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    return map;
  }

  private static Refusal exceeded(
      ResourceType type,
      ObjectNode tree,
      String quota,
      List<String> requested,
      List<String> used,
      List<String> limited) {
    String why =
        "exceeded quota: %s, requested: %s, used: %s, limited: %s"
            .formatted(
                quota,
                String.join(",", requested),
                String.join(",", used),
                String.join(",", limited));
    return Refusal.forbidden(type, Json.text(tree, "metadata", "name"), why);
  }

  /** A quota on a compute resource obliges every container to say how much of it it wants. */
  private static void refuseUnspecified(String quota, ObjectNode pod, JsonNode hard) {
    List<String> missing = new ArrayList<>();
    for (String limit : new TreeMap<>(asMap(hard)).keySet()) {
      String[] path = plain(limit).split("\\.", 2);
      if (path.length < 2
          || !Set.of("requests", "limits").contains(path[0])
          || path[1].equals("storage")) {
        continue;
      }
      List<String> containers = new ArrayList<>();
      for (ObjectNode container : Pods.containers(pod.path("spec"))) {
        if (!Json.at(container, "resources", path[0]).has(path[1])) {
          containers.add(Json.text(container, "name"));
        }
      }
      if (!containers.isEmpty()) {
        missing.add(limit + " for: " + String.join(",", containers));
      }
    }
    if (!missing.isEmpty()) {
      throw Refusal.forbidden(
          ResourceTypes.PODS,
          Json.text(pod, "metadata", "name"),
          "failed quota: " + quota + ": must specify " + String.join("; ", missing));
    }
  }

  /** "cpu" in a quota means requests.cpu. */
  private static String plain(String resource) {
    return switch (resource) {
      case "cpu", "memory", "ephemeral-storage" -> "requests." + resource;
      default -> resource;
    };
  }

  /** Writes status.hard and status.used. */
  void fillStatus(String namespace, ObjectNode quota) {
    Map<String, BigDecimal> used = used(namespace);
    ObjectNode status = Json.child(quota, "status");
    JsonNode hard = Json.at(quota, "spec", "hard");
    status.set("hard", hard.isMissingNode() ? Json.object() : hard.deepCopy());
    ObjectNode shown = Json.object();
    for (var limit : hard.properties()) {
      String unit = limit.getValue().asText();
      BigDecimal now = now(namespace, used, limit.getKey(), Quantities.parse(unit));
      shown.put(limit.getKey(), Quantities.print(now, unit));
    }
    status.set("used", shown);
  }

  private Map<String, BigDecimal> used(String namespace) {
    Map<String, BigDecimal> used = new HashMap<>();
    for (StoredObject pod : store.range(ResourceTypes.PODS, namespace).values()) {
      ObjectNode tree = pod.tree();
      if (!Pods.finished(tree)) {
        add(used, asked(ResourceTypes.PODS, tree));
      }
    }
    for (StoredObject claim : store.range(ResourceTypes.CLAIMS, namespace).values()) {
      add(used, asked(ResourceTypes.CLAIMS, claim.tree()));
    }
    return used;
  }

  /**
   * How many objects of the type that a quota names ("services", "count/deployments.apps") there
   * are.
   */
  private BigDecimal count(String namespace, String resource) {
    ResourceType type = ResourceTypes.byGroupResource(resource.replaceFirst("^count/", ""));
    return BigDecimal.valueOf(type == null ? 0 : store.range(type, namespace).size());
  }

  private static void add(Map<String, BigDecimal> sum, Map<String, BigDecimal> more) {
    more.forEach((resource, amount) -> sum.merge(resource, amount, BigDecimal::add));
  }

  private static Map<String, BigDecimal> asked(ResourceType type, ObjectNode tree) {
    Map<String, BigDecimal> asked = new HashMap<>();
    asked.put(type.plural(), BigDecimal.ONE);
    asked.put("count/" + type.groupResource(), BigDecimal.ONE);
    if (type == ResourceTypes.CLAIMS) {
      String storage = Json.text(tree, "spec", "resources", "requests", "storage");
      asked.put("requests.storage", Quantities.parse(storage));
    }
    if (type == ResourceTypes.PODS) {
      for (String kind : List.of("requests", "limits")) {
        for (String resource : List.of("cpu", "memory", "ephemeral-storage")) {
          BigDecimal amount = podAmount(tree, kind, resource);
          if (amount != null) {
            asked.put(kind + "." + resource, amount);
          }
        }
      }
    }
    return asked;
  }

  /**
   * The containers together, or the largest init container if that is more; null when nothing is
   * asked.
   */
  static @Nullable BigDecimal podAmount(JsonNode pod, String kind, String resource) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode container : Json.at(pod, "spec", "containers")) {
      sum = sum.add(Quantities.parse(Json.text(container, "resources", kind, resource)));
    }
    for (JsonNode container : Json.at(pod, "spec", "initContainers")) {
      BigDecimal one = Quantities.parse(Json.text(container, "resources", kind, resource));
      boolean stays = Json.text(container, "restartPolicy").equals("Always");
      sum = stays ? sum.add(one) : sum.max(one);
    }
    return sum.signum() == 0 ? null : sum;
  }
}
