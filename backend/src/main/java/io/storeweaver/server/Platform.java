package io.storeweaver.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.storeweaver.AddressConfig;
import io.storeweaver.ReconcileConfig.AdmissionMode;
import io.storeweaver.Telemetry;
import io.storeweaver.WeaverConfig;
import io.storeweaver.account.Account.Limits;
import io.storeweaver.audit.AuditChain;
import io.storeweaver.audit.AuditLog;
import io.storeweaver.chart.Charts;
import io.storeweaver.chart.PlanShares;
import io.storeweaver.chart.Renderer;
import io.storeweaver.chart.Values;
import io.storeweaver.cluster.Cluster;
import io.storeweaver.cluster.ClusterApi;
import io.storeweaver.cluster.IngressProbe;
import io.storeweaver.cluster.LiveDetail;
import io.storeweaver.dialect.ReadReplica;
import io.storeweaver.http.DatabaseProbe;
import io.storeweaver.http.Idempotency;
import io.storeweaver.http.SecretsProbe;
import io.storeweaver.reconcile.Reconciliation;
import io.storeweaver.store.ChartVersions;
import io.storeweaver.store.Creations;
import io.storeweaver.store.Releases;
import io.storeweaver.store.SealedInputs;
import io.storeweaver.store.ShareLimits;
import io.storeweaver.store.StoreChanges;
import io.storeweaver.store.StoreEvents;
import io.storeweaver.store.StoreFigures;
import io.storeweaver.store.StoreHistory;
import io.storeweaver.store.StoreLimits;
import io.storeweaver.store.StoreNotifications;
import io.storeweaver.store.StoreQueue;
import io.storeweaver.store.StoreSearch;
import io.storeweaver.store.StoreStreams;
import io.storeweaver.store.Stores;
import io.storeweaver.vault.VaultSecrets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;

/**
 * All rooms put together, in the order in which they need each other, and taken apart in the
 * reverse order.
 */
public final class Platform implements AutoCloseable {
  // The framework, which starts beside the platform, adds what exports them.
  private static final MeterRegistry METERS = Metrics.globalRegistry;

  private final OpenParts parts;
  private final WeaverConfig config;
  private final Database database;
  private final Cluster cluster;
  private final Jdbi jdbi;
  private final Identity identity;
  private final Stores stores;
  private final StoreQueue queue;
  private final StoreStreams streams;
  private final StoreChanges changes;
  private final Charts charts;
  private final Reconciliation reconciliation;
  private final LiveDetail liveDetail;
  private final Renderer renderer;
  private final Optional<Database> replica;
  private final Optional<VaultSecrets> secrets;
  private final StoreFigures figures;
  private final Telemetry telemetry;

  private Platform(WeaverConfig given, OpenParts parts) {
    this.parts = parts;
    secrets = given.vault().map(vault -> opened(VaultSecrets.open(vault)));
    config = secrets.map(known -> given.with(known.current())).orElse(given);
    Clock clock = Clock.systemUTC();
    telemetry = new Telemetry(METERS, opened(Tracing.of(config)).tracer());
    cluster = opened(Cluster.open(config));
    renderer =
        opened(
            new Renderer(
                Renderer.Settings.of(config.server().dataDirectory().resolve("helm-engine"))));
    // A failure to load shows again, with its reason, when the first chart is rendered.
    Future<?> _ = renderer.preload();
    database = opened(Database.open(config));
    jdbi = database.jdbi();
    replica =
        config
            .database()
            .replicaUrl()
            .map(url -> opened(Database.replica(url, config.database().password())));
    secrets.ifPresent(known -> database.onRefusal(known::look));
    identity = opened(Identity.of(config, jdbi, cluster.simulated()));
    charts = new Charts(new ChartVersions(jdbi));
    charts.addOwn(config.charts());
    SealedInputs sealedInputs =
        new SealedInputs(
            jdbi,
            config
                .database()
                .encryptionKey()
                .orElseGet(() -> EncryptionKey.in(config.server().dataDirectory())));
    stores =
        new Stores(
            jdbi,
            new StoreLimits(
                config.limits().stores(),
                config.limits().storesPerUser(),
                config.reconcile().admission() == AdmissionMode.REJECT
                    ? Optional.of(config.reconcile().provisions())
                    : Optional.empty(),
                shares(config, charts)),
            sealedInputs,
            config.addresses().suffix());
    queue =
        new StoreQueue(
            jdbi,
            UUID.randomUUID().toString(),
            config.reconcile().lease(),
            config.reconcile().provisions(),
            config.reconcile().deletes());
    figures = new StoreFigures(jdbi);
    changes = new StoreChanges(jdbi);
    streams = opened(new StoreStreams(changes));
    ClusterApi api =
        new ClusterApi(cluster.client(), config.cluster().requestsInFlight(), telemetry);
    // In the sandbox this very server answers at the stores' hosts, to say that no shop runs there.
    int urlPort =
        config.addresses().urlPort() == 0 && cluster.simulated()
            ? config.server().port()
            : config.addresses().urlPort();
    reconciliation =
        opened(
            new Reconciliation(
                new Reconciliation.Parts(
                    jdbi,
                    queue,
                    sealedInputs,
                    api,
                    charts,
                    renderer,
                    new Values(config, urlPort),
                    cluster.simulated() ? IngressProbe.off() : probe(config, clock),
                    telemetry),
                config,
                clock));
    liveDetail = new LiveDetail(api, reconciliation.view(), clock);
  }

  private static IngressProbe probe(WeaverConfig config, Clock clock) {
    return switch (config.addresses().probe()) {
      case "off" -> IngressProbe.off();
      case "auto" -> IngressProbe.published(clock);
      case String address ->
          IngressProbe.at(AddressConfig.hostAndPort(address).orElseThrow(), clock);
    };
  }

  private ShareLimits shares(WeaverConfig config, Charts charts) {
    return new ShareLimits(
        new Limits(
            null,
            config.limits().cpuPerUser().orElse(null),
            config.limits().memoryPerUser().orElse(null),
            config.limits().diskPerUser().orElse(null)),
        new PlanShares(charts, new ChartVersions(jdbi)));
  }

  private <T extends AutoCloseable> T opened(T part) {
    return parts.add(part);
  }

  /** As below, for whoever does not stop it before it has come up. */
  public static Platform start(WeaverConfig config) {
    return start(config, new OpenParts());
  }

  /**
   * Puts the platform together and starts its work. What was opened before a failure is closed
   * again.
   *
   * @param parts where its parts go; closing them stops the start, too
   */
  static Platform start(WeaverConfig config, OpenParts parts) {
    try {
      Platform platform = new Platform(config, parts);
      platform.run();
      return platform;
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private void run() {
    if (database.exclusive()) {
      queue.takeOverAll();
    }
    secrets.ifPresent(known -> known.follow(this::logins));
    StoreNotifications notifications =
        opened(new StoreNotifications(database.unpooled(), new Listener()));
    Chores chores =
        opened(
            new Chores(
                new Chores.Parts(
                    auditChain(),
                    config.accounts().auditRetention(),
                    identity.sessions(),
                    identity.limits(),
                    new Idempotency(jdbi))));
    chores.start();
    streams.start();
    reconciliation.start();
    notifications.start();
  }

  private void logins(Map<String, String> known) {
    WeaverConfig now = config.with(known);
    now.database().url().ifPresent(url -> database.login(url, now.database().password()));
    now.database()
        .replicaUrl()
        .ifPresent(url -> replica.ifPresent(r -> r.login(url, now.database().password())));
  }

  private final class Listener implements StoreNotifications.Listener {
    @Override
    public void work() {
      reconciliation.signal();
    }

    @Override
    public void changed(String storeId) {
      streams.changed(storeId);
    }

    @Override
    public void missed() {
      reconciliation.signal();
    }
  }

  @Override
  public void close() {
    parts.close();
  }

  WeaverConfig config() {
    return config;
  }

  Telemetry telemetry() {
    return telemetry;
  }

  Cluster cluster() {
    return cluster;
  }

  Jdbi jdbi() {
    return jdbi;
  }

  Identity identity() {
    return identity;
  }

  AuditLog auditLog() {
    return new AuditLog(jdbi);
  }

  AuditChain auditChain() {
    return new AuditChain(jdbi);
  }

  Stores stores() {
    return stores;
  }

  StoreQueue queue() {
    return queue;
  }

  StoreStreams streams() {
    return streams;
  }

  StoreChanges changes() {
    return changes;
  }

  Charts charts() {
    return charts;
  }

  ChartVersions chartVersions() {
    return new ChartVersions(jdbi);
  }

  StoreSearch search() {
    return new StoreSearch(jdbi);
  }

  StoreEvents events() {
    return new StoreEvents(jdbi);
  }

  StoreHistory history() {
    return new StoreHistory(stores, events(), new Releases(jdbi));
  }

  Creations creations() {
    return new Creations(stores, new Idempotency(jdbi));
  }

  ReadReplica readReplica() {
    return new ReadReplica(search(), replica.map(r -> new StoreSearch(r.jdbi())));
  }

  Renderer renderer() {
    return renderer;
  }

  /** Whether everything that secrets come from answers; true where they come from nowhere else. */
  SecretsProbe secretsProbe() {
    return new SecretsProbe(() -> secrets.map(VaultSecrets::answers).orElse(true));
  }

  DatabaseProbe databaseProbe() {
    return new DatabaseProbe(jdbi);
  }

  Reconciliation reconciliation() {
    return reconciliation;
  }

  StoreFigures figures() {
    return figures;
  }

  LiveDetail liveDetail() {
    return liveDetail;
  }
}
