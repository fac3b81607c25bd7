package io.storeweaver.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the watches have seen of every store's objects. The reconciler reads from here and never
 * polls the cluster; what it has just written is entered here too, so that it sees its own writes.
 */
public final class ClusterView implements AutoCloseable {
  // Data is never removed because a chart no longer mentions it; it goes with the namespace.
  private static final Set<ClusterKind> KEPT =
      EnumSet.of(ClusterKind.PERSISTENT_VOLUME_CLAIM, ClusterKind.SECRET, ClusterKind.NAMESPACE);
  private static final int MOST_WARNINGS = 20;
  private static final int MOST_GONE = 64;

  private final ClusterApi api;
  private final Clock clock;
  private final Consumer<String> changed;
  private final MeterRegistry registry;
  private final List<ResourceWatch> watches = new ArrayList<>();
  private final Map<String, OfStore> stores = new ConcurrentHashMap<>();
  private final Map<ClusterKind, String> troubles = new ConcurrentHashMap<>();
  private final Set<ClusterKind> unlisted = EnumSet.noneOf(ClusterKind.class);

  /** What is known of one store. Guarded by itself. */
  private static final class OfStore {
    final Map<String, Seen> objects = new TreeMap<>();
    final Map<String, Warning> warnings = new LinkedHashMap<>();
    // The answer to a write may arrive after the watch has already told that the object is gone.
    final Set<String> goneUids = new LinkedHashSet<>();
    @Nullable Verdict verdict;
  }

  /**
   * @param changed is told the id of a store whenever something changed that may matter to it; must
   *     not block
   */
  public ClusterView(
      ClusterApi api, Clock clock, Consumer<String> changed, MeterRegistry registry) {
    this.registry = registry;
    this.api = api;
    this.clock = clock;
    this.changed = changed;
  }

  /** Starts watching. Until every kind was listed once, {@link #trouble()} says so. */
  public void start() {
    Receiver receiver = new Receiver();
    for (ClusterKind kind : ClusterKind.values()) {
      if (kind.watch() != ClusterKind.Watch.NONE) {
        unlisted.add(kind);
        Map<String, String> selector =
            kind == ClusterKind.EVENT
                ? Map.of("fieldSelector", "type=Warning")
                : Map.of("labelSelector", Names.STORE_LABEL);
        watches.add(new ResourceWatch(api, kind, selector, receiver));
      }
    }
    watches.forEach(this::meter);
    watches.forEach(ResourceWatch::start);
  }

  /** Shows how far behind the watches may be. */
  private void meter(ResourceWatch watch) {
    Gauge.builder("storeweaver.watch.silence", watch, w -> w.silence().toMillis() / 1000.0)
        .baseUnit("seconds")
        .tag("kind", watch.kind().kind())
        .description("Time since the watch of a kind last heard of its API server")
        .register(registry);
    FunctionCounter.builder("storeweaver.watch.failures", watch, ResourceWatch::failures)
        .tag("kind", watch.kind().kind())
        .description("Times that the watch of a kind failed and was made anew")
        .register(registry);
  }

  @Override
  public void close() {
    watches.forEach(ResourceWatch::close);
  }

  /** Why what is here cannot be relied on at the moment, or empty where it can. */
  public Optional<String> trouble() {
    Optional<String> trouble = troubles.values().stream().findFirst();
    synchronized (unlisted) {
      return trouble.isPresent() || unlisted.isEmpty()
          ? trouble
          : Optional.of("The first look at the cluster is not complete yet");
    }
  }

  /** Forgets a store that is gone for good. */
  public void forget(String storeId) {
    stores.remove(storeId);
  }

  /**
   * The fingerprint of each object ({@code Kind/name}) that exists. One that is being deleted
   * counts until it is gone: only then can it be made anew.
   */
  public Map<String, String> fingerprints(String storeId) {
    Map<String, String> fingerprints = new HashMap<>();
    objects(storeId).forEach(seen -> fingerprints.put(seen.key(), seen.fingerprint()));
    return fingerprints;
  }

  /**
   * Keys of the objects that the platform applied for the store and that are not in an inventory:
   * left over from an earlier revision. What holds data or is being deleted is never among them.
   */
  public List<String> surplus(String storeId, Set<String> inventory) {
    return objects(storeId).stream()
        .filter(s -> !s.deleting() && !s.fingerprint().isEmpty() && !KEPT.contains(s.kind()))
        .map(Seen::key)
        .filter(key -> !inventory.contains(key))
        .toList();
  }

  /** State of the store's namespace. */
  public enum NamespaceState {
    ABSENT,
    ACTIVE,
    TERMINATING
  }

  /** Whether the store's namespace exists. */
  public NamespaceState namespace(String storeId) {
    return namespaceSeen(storeId)
        .map(s -> s.deleting() ? NamespaceState.TERMINATING : NamespaceState.ACTIVE)
        .orElse(NamespaceState.ABSENT);
  }

  /** What holds up the deletion of the namespace, in Kubernetes' words, or "". */
  public String namespaceBlockedBy(String storeId) {
    return namespaceSeen(storeId)
        .map(s -> s.state() instanceof Seen.OfNamespace n ? n.blockedBy() : "")
        .orElse("");
  }

  private Optional<Seen> namespaceSeen(String storeId) {
    return objects(storeId).stream().filter(s -> s.kind() == ClusterKind.NAMESPACE).findFirst();
  }

  /** How the store's shop is doing. */
  public Verdict verdict(String storeId) {
    OfStore store = stores.get(storeId);
    if (store == null) {
      return Workloads.verdict(List.of(), List.of(), clock.instant());
    }
    synchronized (store) {
      return Workloads.verdict(store.objects.values(), store.warnings.values(), clock.instant());
    }
  }

  /**
   * The pods of a store that do not work, and its failed jobs: what a retry makes anew instead of
   * waiting for a back-off to end.
   */
  public List<Broken> broken(String storeId) {
    List<Broken> broken = new ArrayList<>();
    for (Seen seen : objects(storeId)) {
      boolean failedPod =
          seen.state() instanceof Seen.OfPod p
              && !p.ready()
              && !p.succeeded()
              && p.problem() != null;
      boolean failedJob = seen.state() instanceof Seen.OfJob j && j.failure() != null;
      if ((failedPod || failedJob) && !seen.deleting()) {
        broken.add(new Broken(seen.kind(), seen.namespace(), seen.name()));
      }
    }
    return broken;
  }

  /** An object that does not work. */
  public record Broken(ClusterKind kind, String namespace, String name) {}

  /** Restarts of the store's containers so far. */
  public int restarts(String storeId) {
    return objects(storeId).stream()
        .mapToInt(s -> s.state() instanceof Seen.OfPod p ? p.restarts() : 0)
        .sum();
  }

  /**
   * The pods of a store's workloads.
   *
   * @param wanted how many there are to be
   * @param ready how many work
   * @param restarts of their containers so far
   */
  public record Pods(int wanted, int ready, int restarts) {}

  /** The store's pods, or nothing where what is here cannot be relied on at the moment. */
  public Optional<Pods> pods(String storeId) {
    if (trouble().isPresent()) {
      return Optional.empty();
    }
    int wanted = 0;
    int ready = 0;
    for (Seen seen : objects(storeId)) {
      wanted += seen.state() instanceof Seen.OfWorkload workload ? workload.wanted() : 0;
      ready += seen.state() instanceof Seen.OfPod pod && pod.ready() ? 1 : 0;
    }
    return Optional.of(new Pods(wanted, ready, restarts(storeId)));
  }

  /** Where an Ingress, by its key such as {@code Ingress/shop}, says that its controller is. */
  public record Door(String ingress, String address) {}

  /** The door that the store's Ingress publishes, if it has one. */
  public Optional<Door> door(String storeId) {
    return objects(storeId).stream()
        .filter(seen -> seen.state() instanceof Seen.OfIngress i && !i.address().isEmpty())
        .map(seen -> new Door(seen.key(), ((Seen.OfIngress) seen.state()).address()))
        .findFirst();
  }

  /** True where an object of that kind is there, also one that is being deleted. */
  public boolean shows(String storeId, ClusterKind kind) {
    return objects(storeId).stream().anyMatch(seen -> seen.kind() == kind);
  }

  private Collection<Seen> objects(String storeId) {
    OfStore store = stores.get(storeId);
    if (store == null) {
      return List.of();
    }
    synchronized (store) {
      return List.copyOf(store.objects.values());
    }
  }

  /** Enters the answer to a write, so that the writer does not have to wait for its watch. */
  public void wrote(ClusterKind kind, JsonNode object) {
    Sighting.of(kind, object).ifPresent(this::enter);
  }

  /** Enters that an object was found to be gone. */
  public void lost(ClusterKind kind, String storeId, String name) {
    OfStore store = stores.get(storeId);
    if (store != null) {
      synchronized (store) {
        store.objects.remove(kind.kind() + "/" + name);
      }
    }
  }

  /** Enters a sighting; true where it tells something new. */
  private boolean enter(Seen seen) {
    OfStore store = stores.computeIfAbsent(seen.store(), id -> new OfStore());
    synchronized (store) {
      if (store.goneUids.contains(seen.uid())) {
        return false;
      }
      Seen before = store.objects.get(seen.key());
      if (before != null && before.uid().equals(seen.uid()) && before.version() >= seen.version()) {
        return false;
      }
      store.objects.put(seen.key(), seen);
      boolean judgedAnew = verdictChanged(store);
      return tellsMore(before, seen) || judgedAnew;
    }
  }

  private static boolean tellsMore(@Nullable Seen before, Seen seen) {
    if (before == null || !before.uid().equals(seen.uid())) {
      return seen.kind() != ClusterKind.POD;
    }
    if (seen.kind() == ClusterKind.NAMESPACE && !before.state().equals(seen.state())) {
      return true;
    }
    boolean edited =
        !before.fingerprint().equals(seen.fingerprint()) || before.deleting() != seen.deleting();
    return edited && seen.kind() != ClusterKind.POD;
  }

  private boolean verdictChanged(OfStore store) {
    Verdict before = store.verdict;
    store.verdict =
        Workloads.verdict(store.objects.values(), store.warnings.values(), clock.instant());
    return !store.verdict.equals(before);
  }

  /** Takes what the watches deliver. */
  private final class Receiver implements ResourceWatch.Receiver {
    @Override
    public void present(ClusterKind kind, JsonNode object) {
      if (kind == ClusterKind.EVENT) {
        warned(object);
      } else {
        Sighting.of(kind, object)
            .filter(ClusterView.this::enter)
            .ifPresent(s -> changed.accept(s.store()));
      }
    }

    @Override
    public void gone(ClusterKind kind, JsonNode object) {
      if (kind != ClusterKind.EVENT) {
        Sighting.of(kind, object).ifPresent(s -> remove(kind, s.store(), s.name(), s.uid()));
      }
    }

    @Override
    public void complete(ClusterKind kind, Set<String> uids) {
      for (Map.Entry<String, OfStore> entry : stores.entrySet()) {
        for (Seen seen : objects(entry.getKey())) {
          if (seen.kind() == kind && !uids.contains(seen.uid())) {
            remove(kind, entry.getKey(), seen.name(), seen.uid());
          }
        }
      }
      synchronized (unlisted) {
        unlisted.remove(kind);
      }
    }

    @Override
    public void connected(ClusterKind kind, @Nullable String trouble) {
      if (trouble == null) {
        troubles.remove(kind);
      } else {
        troubles.put(kind, trouble);
      }
    }

    private void remove(ClusterKind kind, String storeId, String name, String uid) {
      OfStore store = stores.get(storeId);
      if (store == null) {
        return;
      }
      boolean known;
      synchronized (store) {
        store.goneUids.add(uid);
        if (store.goneUids.size() > MOST_GONE) {
          store.goneUids.remove(store.goneUids.iterator().next());
        }
        Seen there = store.objects.get(kind.kind() + "/" + name);
        // An object of the same name may have been made anew; that one stays.
        known =
            there != null && there.uid().equals(uid) && store.objects.remove(there.key()) != null;
        known = known && (verdictChanged(store) || kind != ClusterKind.POD);
      }
      if (known) {
        changed.accept(storeId);
      }
    }

    private void warned(JsonNode event) {
      String namespace = event.at("/metadata/namespace").asText("");
      OfStore store =
          namespace.startsWith("store-")
              ? stores.get(namespace.substring("store-".length()))
              : null;
      Warning warning = store == null ? null : Warning.of(event).orElse(null);
      if (store == null || warning == null) {
        return;
      }
      boolean tells;
      synchronized (store) {
        store.warnings.put(warning.uid(), warning);
        if (store.warnings.size() > MOST_WARNINGS) {
          store.warnings.remove(store.warnings.keySet().iterator().next());
        }
        tells = verdictChanged(store);
      }
      if (tells) {
        changed.accept(namespace.substring("store-".length()));
      }
    }
  }
}
