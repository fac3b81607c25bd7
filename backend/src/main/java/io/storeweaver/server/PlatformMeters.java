package io.storeweaver.server;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.storeweaver.store.Engine;
import io.storeweaver.store.Lane;
import io.storeweaver.store.Phase;
import io.storeweaver.store.StoreFigures;
import io.storeweaver.store.StoreFigures.Backlog;
import io.storeweaver.store.StoreFigures.Live;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the database knows of the platform, as figures at {@code /metrics}. However often they are
 * read, the database is asked at most once in a few seconds.
 */
@Singleton
public class PlatformMeters {
  private static final Logger LOG = Logger.getLogger(PlatformMeters.class);
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Platform platform;
  private final String version;
  private @Nullable Census census;

  private record Census(
      long taken,
      boolean answered,
      Map<Live, Long> stores,
      Map<Lane, Backlog> queue,
      double provisioning) {
    boolean fresh() {
      return System.nanoTime() - taken < FRESH.toNanos();
    }
  }

  PlatformMeters(
      Platform platform,
      @ConfigProperty(name = "quarkus.application.version", defaultValue = "?") String version) {
    this.platform = platform;
    this.version = version;
  }

  void register(@Observes StartupEvent event, MeterRegistry registry) {
    boolean simulated = platform.cluster().simulated();
    Gauge.builder("storeweaver.info", () -> 1)
        .tag("version", version)
        .tag("cluster", simulated ? "sandbox" : "kubernetes")
        .description("Always 1: the release that runs, and what its cluster is")
        .register(registry);
    Gauge.builder("storeweaver.cluster.up", () -> clusterAnswers() ? 1 : 0)
        .description("1 where the cluster answers and every kind of object was listed")
        .register(registry);
    Gauge.builder("storeweaver.database.up", () -> census().answered() ? 1 : 0)
        .description("1 where the database answers")
        .register(registry);
    Gauge.builder("storeweaver.turns.running", () -> platform.reconciliation().running())
        .description("Stores that this process works on at the moment")
        .register(registry);
    registerPlaces(registry);
    registerStores(registry);
    registerQueue(registry);
  }

  private void registerPlaces(MeterRegistry registry) {
    Gauge.builder("storeweaver.provisioning.places.used", () -> census().provisioning())
        .description("Places for provisioning that are taken")
        .register(registry);
    Gauge.builder(
            "storeweaver.provisioning.places.limit",
            () -> platform.config().reconcile().provisions())
        .description("Places for provisioning that there are (MAX_CONCURRENT_PROVISIONS)")
        .register(registry);
    Gauge.builder("storeweaver.stores.limit", () -> platform.config().limits().stores())
        .description("Live stores that the platform may hold (MAX_STORES)")
        .register(registry);
  }

  private void registerStores(MeterRegistry registry) {
    for (Engine engine : Engine.values()) {
      for (Phase phase : Phase.values()) {
        // PENDING is shown as PROVISIONING, and deleted stores are rows of history.
        if (phase != Phase.PENDING && phase != Phase.DELETED) {
          Live live = new Live(engine, phase);
          Gauge.builder("storeweaver.stores", () -> count(live))
              .tag("engine", engine.id())
              .tag("status", phase.name())
              .description("Live stores by engine and by the status that their owners see")
              .register(registry);
        }
      }
    }
  }

  private double count(Live live) {
    Census now = census();
    return now.answered() ? now.stores().getOrDefault(live, 0L) : Double.NaN;
  }

  private void registerQueue(MeterRegistry registry) {
    for (Lane lane : Lane.values()) {
      gauge(lane, "storeweaver.queue.depth", Backlog::depth)
          .description("Stores that are due and wait for a turn")
          .register(registry);
      gauge(lane, "storeweaver.queue.oldest.age", Backlog::oldestSeconds)
          .baseUnit("seconds")
          .description("How long the store that is due longest has been due")
          .register(registry);
    }
  }

  private Gauge.Builder<?> gauge(Lane lane, String name, ToDoubleFunction<Backlog> figure) {
    return Gauge.builder(
            name,
            () -> {
              Backlog backlog = census().queue().get(lane);
              return backlog == null ? Double.NaN : figure.applyAsDouble(backlog);
            })
        .tag("lane", lane.name().toLowerCase(Locale.ROOT));
  }

  private boolean clusterAnswers() {
    return platform.reconciliation().view().trouble().isEmpty();
  }

  // A database that does not answer must not keep the other figures from being read.
  private synchronized Census census() {
    Census known = census;
    if (known != null && known.fresh()) {
      return known;
    }
    Census taken;
    try {
      StoreFigures figures = platform.figures();
      taken =
          new Census(
              System.nanoTime(), true, figures.live(), figures.backlog(), figures.provisioning());
    } catch (RuntimeException e) {
      LOG.debugf("The stores cannot be counted: %s", e.getMessage());
      taken = new Census(System.nanoTime(), false, Map.of(), Map.of(), Double.NaN);
    }
    census = taken;
    return taken;
  }
}
