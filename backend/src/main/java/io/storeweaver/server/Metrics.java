package io.storeweaver.server;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.storeweaver.account.Caller;
import io.storeweaver.cluster.ClusterApi;
import io.storeweaver.store.Phase;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The platform's own figures at {@code /metrics}: work in the cluster, turns under way, stores by
 * status. However often they are read, the database is asked at most once in a few seconds.
 */
@Singleton
public class Metrics {
  private static final Logger LOG = Logger.getLogger(Metrics.class);
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final Caller EVERYBODY = new Caller("metrics", true);

  private final Platform platform;
  private @Nullable Census census;

  private record Census(long taken, Map<Phase, Long> stores, double due) {
    boolean fresh() {
      return System.nanoTime() - taken < FRESH.toNanos();
    }
  }

  Metrics(Platform platform) {
    this.platform = platform;
  }

  void register(@Observes StartupEvent event, MeterRegistry registry) {
    ClusterApi api = platform.reconciliation().api();
    FunctionCounter.builder("storeweaver.cluster.writes", api, a -> a.counts().writes())
        .description("Requests that changed something in the cluster")
        .register(registry);
    FunctionCounter.builder("storeweaver.cluster.lists", api, a -> a.counts().lists())
        .description("Lists of objects asked from the cluster")
        .register(registry);
    Gauge.builder("storeweaver.turns.running", () -> platform.reconciliation().running())
        .description("Stores that are worked on in this process at the moment")
        .register(registry);
    Gauge.builder("storeweaver.queue.due", () -> census().due())
        .description("Stores that are due and wait for a turn")
        .register(registry);
    for (Phase phase : Phase.values()) {
      if (phase != Phase.DELETED) {
        Gauge.builder("storeweaver.stores", () -> census().stores().getOrDefault(phase, 0L))
            .tag("status", phase.name())
            .description("Stores by the status that their owners see")
            .register(registry);
      }
    }
  }

  // A database that does not answer must not keep the other figures from being read.
  private synchronized Census census() {
    Census known = census;
    if (known != null && known.fresh()) {
      return known;
    }
    Census taken;
    try {
      taken =
          new Census(
              System.nanoTime(), platform.search().counts(EVERYBODY), platform.queue().due());
    } catch (RuntimeException e) {
      LOG.debugf("The stores cannot be counted: %s", e.getMessage());
      taken = new Census(System.nanoTime(), Map.of(), Double.NaN);
    }
    census = taken;
    return taken;
  }
}
