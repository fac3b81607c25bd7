package io.storeweaver.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeweaver.Setting;
import io.storeweaver.Telemetry;
import io.storeweaver.WeaverConfig;
import io.storeweaver.account.Caller;
import io.storeweaver.chart.ChartArchive;
import io.storeweaver.chart.Charts;
import io.storeweaver.chart.Renderer;
import io.storeweaver.chart.Values;
import io.storeweaver.cluster.ClusterApi;
import io.storeweaver.cluster.ClusterKind;
import io.storeweaver.cluster.IngressProbe;
import io.storeweaver.sandbox.Sandbox;
import io.storeweaver.sandbox.SandboxOptions;
import io.storeweaver.server.TestDatabase;
import io.storeweaver.store.ChartVersions;
import io.storeweaver.store.Engine;
import io.storeweaver.store.NewStore;
import io.storeweaver.store.Phase;
import io.storeweaver.store.Plan;
import io.storeweaver.store.Releases;
import io.storeweaver.store.SealedInputs;
import io.storeweaver.store.Store;
import io.storeweaver.store.StoreLimits;
import io.storeweaver.store.StorePatch;
import io.storeweaver.store.StoreQueue;
import io.storeweaver.store.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Jdbi;

/**
 * A whole world for tests: a real database, a sandbox, the real charts, and one control plane
 * process that can be cut and started anew. The reconciler is stepped by hand.
 */
final class World implements AutoCloseable {
  static final Caller OWNER = new Caller("owner", false);
  private static final Set<ClusterKind> NOT_IN_CHARTS =
      Set.of(
          ClusterKind.NAMESPACE,
          ClusterKind.POD,
          ClusterKind.REPLICA_SET,
          ClusterKind.EVENT,
          ClusterKind.SECRET,
          ClusterKind.HTTP_ROUTE);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Renderer RENDERER = new Renderer(Renderer.Settings.of(temporaryFolder()));

  final Sandbox sandbox = Sandbox.start(SandboxOptions.fast());
  private final HikariDataSource pool = pool();
  final CuttableDataSource database = new CuttableDataSource(pool);
  final Jdbi jdbi = Jdbi.create(database);
  final WeaverConfig config;
  final SealedInputs sealedInputs = new SealedInputs(jdbi, new SecretKeySpec(new byte[32], "AES"));
  final Stores stores =
      new Stores(jdbi, new StoreLimits(1_000_000, 1_000_000), sealedInputs, ".localhost");
  final Charts charts = new Charts(new ChartVersions(jdbi));
  private final ClusterApi observer =
      new ClusterApi(client(), 50, Telemetry.untraced(new SimpleMeterRegistry()));
  final Telemetry telemetry = Telemetry.untraced(new SimpleMeterRegistry());
  private KubernetesClient client = client();
  private StoreQueue queue;
  private Reconciliation process;
  private final IngressProbe probe;

  World() {
    this(Map.of());
  }

  /** A world with other settings than the usual ones. */
  World(Map<Setting, String> more) {
    this(more, IngressProbe.off());
  }

  /** A world whose ingress controller can be asked. */
  World(Map<Setting, String> more, IngressProbe probe) {
    this.probe = probe;
    Map<Setting, String> settings = new EnumMap<>(Setting.class);
    settings.put(Setting.MAX_STORES, "1000000");
    settings.put(Setting.MAX_STORES_PER_USER, "1000000");
    settings.putAll(more);
    config = WeaverConfig.of(settings);
    queue = queue();
    process = process();
  }

  private static HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(TestDatabase.fresh());
    config.setMaximumPoolSize(4);
    return new HikariDataSource(config);
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("helm-engine");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private KubernetesClient client() {
    // The client's own retries would hide what the reconciler makes of a failure.
    Config config =
        new ConfigBuilder(sandbox.configuration()).withRequestRetryBackoffLimit(0).build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private StoreQueue queue() {
    return new StoreQueue(jdbi, UUID.randomUUID().toString(), Duration.ofSeconds(30), 1000, 1000);
  }

  private Reconciliation process() {
    Reconciliation.Parts parts =
        new Reconciliation.Parts(
            jdbi,
            queue,
            sealedInputs,
            new ClusterApi(client, 50, telemetry),
            charts,
            RENDERER,
            new Values(config, 0),
            probe,
            telemetry);
    Reconciliation made = new Reconciliation(parts, config, Clock.systemUTC());
    made.startWatching();
    return made;
  }

  /** Adds the charts of this release. */
  World withOwnCharts() {
    charts.addOwn(config.charts());
    return this;
  }

  /** Adds versions 1.0.0 and 2.0.0 of the smallest chart, for one engine. */
  World withSmallCharts() {
    Path folder = Path.of("src/test/resources/fuzz-chart");
    charts.add(Engine.WOOCOMMERCE, ChartArchive.ofDirectory(folder));
    charts.add(Engine.WOOCOMMERCE, upgraded(folder));
    return this;
  }

  /** Adds version 9.0.0 of an own chart, which differs in nothing but its version. */
  World withUpgradeOf(String chart) {
    charts.add(Engine.WOOCOMMERCE, upgraded(Path.of("../helm/" + chart)));
    return this;
  }

  private static ChartArchive upgraded(Path folder) {
    try {
      Path copy = Files.createTempDirectory("upgraded");
      try (var files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path target = copy.resolve(folder.relativize(file).toString());
          Files.createDirectories(target.getParent());
          String text = Files.readString(file);
          Files.writeString(
              target,
              file.endsWith("Chart.yaml")
                  ? text.replaceFirst("(?m)^version: .*$", "version: 9.0.0")
                  : text);
        }
      }
      return ChartArchive.ofDirectory(copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process dies at once, with everything it held in memory; another one starts. */
  void restart() {
    Reconciliation dead = process;
    database.mend();
    client.close();
    dead.close();
    client = client();
    queue = queue();
    queue.takeOverAll();
    process = process();
  }

  Store create(String name) {
    return create(name, Engine.WOOCOMMERCE);
  }

  Store create(String name, Engine engine) {
    NewStore wanted =
        new NewStore(
            name,
            engine,
            Plan.STARTER,
            Optional.of("1.0.0"),
            Optional.empty(),
            "a@example.com",
            "admin",
            "a password of mine",
            true,
            Optional.empty());
    return jdbi.inTransaction(handle -> stores.create(handle, OWNER, wanted));
  }

  Store get(String id) {
    return stores.get(OWNER, id);
  }

  void patch(
      String id, Optional<Plan> plan, Optional<String> version, Optional<Boolean> suspended) {
    stores.patch(
        OWNER,
        id,
        new StorePatch(Optional.empty(), plan, version, suspended, false, Optional.empty()),
        get(id).spec().version());
  }

  void rename(String id, String name) {
    stores.patch(OWNER, id, StorePatch.ofName(Optional.of(name)), get(id).spec().version());
  }

  /**
   * One round: everything that is due, or would be later, gets a turn now. Returns how many stores
   * had one.
   */
  int round() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update stores set next_reconcile_at = now() where next_reconcile_at > now()"));
    return process.step();
  }

  void resync() {
    process.resync();
  }

  /** Rounds until the store shows that status for its present generation. */
  Store until(String id, Phase phase) {
    long end = System.nanoTime() + LONGEST.toNanos();
    Store store = get(id);
    while (!(store.shown() == phase
        && store.status().observedGeneration() == store.spec().generation())) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            id
                + " did not become "
                + phase
                + ": "
                + store
                + "\ncluster: "
                + process.view().verdict(id));
      }
      if (round() == 0) {
        LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
      }
      store = get(id);
    }
    return store;
  }

  /** Waits until something is so, without taking turns. */
  void untilSeen(String id, String what, BooleanSupplier seen) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!seen.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(what + " was not seen of " + get(id));
      }
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
  }

  /**
   * Asserts that the cluster comes to hold what the newest revision has, and nothing else of this
   * store. What a watch shows late is put right late.
   */
  void assertWhole(String id) {
    untilSeen(
        id,
        "exactly the objects of its revision",
        () -> {
          round();
          return objects(id).equals(wanted(id));
        });
    Store store = get(id);
    assertThat(deployedRecords(store))
        .as("deployed release records of " + id)
        .containsExactly(store.status().appliedRevision());
  }

  private Set<String> wanted(String id) {
    return new TreeSet<>(new Releases(jdbi).latest(id).orElseThrow().inventory().keySet());
  }

  private Set<String> objects(String id) {
    Set<String> there = new TreeSet<>();
    for (ClusterKind kind : ClusterKind.values()) {
      if (!NOT_IN_CHARTS.contains(kind)) {
        items(kind, "store-" + id)
            .forEach(o -> there.add(kind.kind() + "/" + o.at("/metadata/name").asText()));
      }
    }
    return there;
  }

  private List<Integer> deployedRecords(Store store) {
    List<Integer> revisions = new ArrayList<>();
    for (JsonNode secret : items(ClusterKind.SECRET, store.namespace())) {
      if ("deployed".equals(secret.at("/metadata/labels/status").asText())) {
        revisions.add(secret.at("/metadata/labels/version").asInt());
      }
    }
    return revisions;
  }

  /** Asserts that there are exactly the namespaces of these stores. */
  void assertNamespaces(String... ids) {
    Set<String> there =
        observer
            .list(ClusterKind.NAMESPACE, null, Map.of("labelSelector", "storeweaver.io/store"))
            .path("items")
            .valueStream()
            .map(n -> n.at("/metadata/name").asText())
            .collect(Collectors.toSet());
    assertThat(there)
        .isEqualTo(Set.of(ids).stream().map(id -> "store-" + id).collect(Collectors.toSet()));
  }

  /** The values of the store's credentials. */
  Map<String, String> credentials(String id) {
    Map<String, String> values = new TreeMap<>();
    for (JsonNode secret : items(ClusterKind.SECRET, "store-" + id)) {
      if (secret.path("type").asText().equals("Opaque")) {
        values.put(secret.at("/metadata/name").asText(), secret.path("data").toString());
      }
    }
    return values;
  }

  private List<JsonNode> items(ClusterKind kind, String namespace) {
    return observer
        .list(kind, namespace, Map.of())
        .path("items")
        .valueStream()
        .filter(
            o ->
                !o.at("/metadata/name").asText().equals("kube-root-ca.crt")
                    && !o.at("/metadata/name").asText().equals("default"))
        .toList();
  }

  @Override
  public void close() {
    process.close();
    client.close();
    sandbox.close();
    pool.close();
  }
}
