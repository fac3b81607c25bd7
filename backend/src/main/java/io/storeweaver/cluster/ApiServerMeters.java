package io.storeweaver.cluster;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.storeweaver.HistogramBounds;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What requests to the API server cost: how many, how long, and how they ended. */
final class ApiServerMeters {
  private static final Duration[] BOUNDS =
      HistogramBounds.between(Duration.ofMillis(5), Duration.ofSeconds(20));
  private static final int NO_ANSWER = 0;

  private final LongAdder writes = new LongAdder();
  private final LongAdder lists = new LongAdder();
  private final MeterProvider<Timer> requests;

  ApiServerMeters(MeterRegistry registry) {
    requests =
        Timer.builder("storeweaver.cluster.requests")
            .description("Requests to the cluster's API server, watches aside")
            .serviceLevelObjectives(BOUNDS)
            .withRegistry(registry);
    FunctionCounter.builder("storeweaver.cluster.writes", writes, LongAdder::sum)
        .description("Requests that changed something in the cluster")
        .register(registry);
    FunctionCounter.builder("storeweaver.cluster.lists", lists, LongAdder::sum)
        .description("Lists of objects asked from the cluster")
        .register(registry);
  }

  void wrote() {
    writes.increment();
  }

  void listed() {
    lists.increment();
  }

  void answered(String method, int status, long begun) {
    requests
        .withTags("method", method, "outcome", outcome(status))
        .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
  }

  void unanswered(String method, long begun) {
    answered(method, NO_ANSWER, begun);
  }

  private static String outcome(int status) {
    return switch (status) {
      case NO_ANSWER -> "unreachable";
      case 404 -> "absent";
      case 409 -> "conflict";
      case 429 -> "throttled";
      default -> status < 300 ? "success" : status < 500 ? "refused" : "failed";
    };
  }
}
