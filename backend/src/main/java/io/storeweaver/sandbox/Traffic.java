package io.storeweaver.sandbox;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the requests that the sandbox was asked, by verb and resource. Verbs: create, apply,
 * patch, update, delete, deletecollection, get, list, watch, and dryrun for any write that was only
 * tried.
 */
public final class Traffic {
  private static final Set<String> WRITES =
      Set.of("create", "apply", "patch", "update", "delete", "deletecollection");

  private final Map<String, LongAdder> byVerb = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> writesByNamespace = new ConcurrentHashMap<>();

  Traffic() {}

  void count(ApiRequest request) {
    if (request.type() == null) {
      return;
    }
    String verb = request.verb();
    add(byVerb, verb + " " + request.type().plural());
    if (WRITES.contains(verb)) {
      boolean home = request.type() == ResourceTypes.NAMESPACES;
      add(writesByNamespace, home ? request.name() : request.namespace());
    }
  }

  private static void add(Map<String, LongAdder> counters, String key) {
    counters.computeIfAbsent(key, made -> new LongAdder()).increment();
  }

  /** Requests with this verb. */
  public long count(String verb) {
    long sum = 0;
    for (var entry : byVerb.entrySet()) {
      if (entry.getKey().startsWith(verb + " ")) {
        sum += entry.getValue().sum();
      }
    }
    return sum;
  }

  /** Requests with this verb on this resource, by its plural name. */
  public long count(String verb, String resource) {
    LongAdder counter = byVerb.get(verb + " " + resource);
    return counter == null ? 0 : counter.sum();
  }

  /** Requests that changed something, or tried to. */
  public long writes() {
    return WRITES.stream().mapToLong(this::count).sum();
  }

  /** Requests that changed something in this namespace, the namespace object itself included. */
  public long writesIn(String namespace) {
    LongAdder counter = writesByNamespace.get(namespace);
    return counter == null ? 0 : counter.sum();
  }

  /** All counters: "apply deployments" to the number of requests. */
  public Map<String, Long> all() {
    Map<String, Long> all = new TreeMap<>();
    byVerb.forEach((key, counter) -> all.put(key, counter.sum()));
    return all;
  }

  /** Starts again from zero. */
  public void reset() {
    byVerb.clear();
    writesByNamespace.clear();
  }
}
