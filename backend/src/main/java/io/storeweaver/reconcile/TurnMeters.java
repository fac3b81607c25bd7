package io.storeweaver.reconcile;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.storeweaver.HistogramBounds;
import io.storeweaver.store.Condition;
import io.storeweaver.store.Phase;
import io.storeweaver.store.Store;
import io.storeweaver.store.StoreStatus;
import io.storeweaver.store.WaitingFor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What turns cost and what came of them. */
final class TurnMeters {
  private static final Duration[] TURN_BOUNDS =
      HistogramBounds.between(Duration.ofMillis(5), Duration.ofSeconds(30));
  private static final Duration[] PROVISIONING_BOUNDS =
      HistogramBounds.between(Duration.ofMillis(100), Duration.ofMinutes(10));

  private final MeterProvider<Timer> turns;
  private final MeterProvider<Timer> steps;
  private final MeterProvider<Timer> provisionings;
  private final MeterProvider<Counter> failures;
  private final Timer takeOvers;

  TurnMeters(MeterRegistry registry) {
    turns =
        Timer.builder("storeweaver.reconcile.turns")
            .description("Turns: how long they took, by how they ended")
            .serviceLevelObjectives(TURN_BOUNDS)
            .withRegistry(registry);
    steps =
        Timer.builder("storeweaver.provisioning.step")
            .description("Time that a store took for a step on its way to its first readiness")
            .serviceLevelObjectives(PROVISIONING_BOUNDS)
            .withRegistry(registry);
    provisionings =
        Timer.builder("storeweaver.provisioning")
            .description("Time from the creation of a store to its first readiness")
            .serviceLevelObjectives(PROVISIONING_BOUNDS)
            .withRegistry(registry);
    failures =
        Counter.builder("storeweaver.store.failures")
            .description("Stores that failed, or worked and stopped working, by cause")
            .withRegistry(registry);
    takeOvers =
        Timer.builder("storeweaver.lease.takeovers")
            .description(
                "Stores taken over from a replica that did not give them back: time since its lease ran out")
            .serviceLevelObjectives(TURN_BOUNDS)
            .register(registry);
    // A rate needs to see the first failure come: a series that begins at 1 has none.
    for (TurnResult result : TurnResult.values()) {
      turns.withTag("result", result.tag());
    }
  }

  void ended(TurnResult result, long begun) {
    turns.withTag("result", result.tag()).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
  }

  /** A store was taken over that long after the lease of its former holder had run out. */
  void tookOver(Duration since) {
    takeOvers.record(since);
  }

  /** A status was written in place of that of {@code before}. */
  void written(Store before, StoreStatus after) {
    if (before.status().readyAt() == null && after.readyAt() != null) {
      provisioned(before, after, after.readyAt());
    }
    boolean fell = after.phase() == Phase.FAILED || after.phase() == Phase.DEGRADED;
    if (fell && after.phase() != before.status().phase()) {
      WaitingFor why = after.waitingFor();
      failures
          .withTags(
              "engine", before.engine().id(),
              "status", after.phase().name(),
              "cause", why == null ? "UNKNOWN" : why.code().name())
          .increment();
    }
  }

  private void provisioned(Store store, StoreStatus status, Instant ready) {
    String engine = store.engine().id();
    provisionings.withTag("engine", engine).record(positive(store.createdAt(), ready));
    Instant from = store.createdAt();
    for (Condition.Type type : Condition.Type.values()) {
      Optional<Instant> at =
          Condition.find(status.conditions(), type).map(Condition::lastTransitionTime);
      if (at.isPresent()) {
        steps.withTags("engine", engine, "step", type.name()).record(positive(from, at.get()));
        from = at.get().isAfter(from) ? at.get() : from;
      }
    }
  }

  private static Duration positive(Instant from, Instant to) {
    return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
  }
}
