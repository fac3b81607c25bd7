package io.storeweaver.server;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.storeweaver.HistogramBounds;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * How long answers take, by route. A route is the pattern of a resource and never an address: what
 * somebody makes up must not become a series of its own.
 */
@Singleton
public class RouteMeters {
  private static final int FIRST = 3000;
  static final String ROUTE = "storeweaver.route";
  private static final String BEGUN = "storeweaver.begun";
  private static final String NO_RESOURCE = "other";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final Duration[] BOUNDS =
      HistogramBounds.between(Duration.ofMillis(5), Duration.ofSeconds(10));

  private final MeterProvider<Timer> requests;

  RouteMeters(MeterRegistry registry) {
    requests =
        Timer.builder("storeweaver.api.requests")
            .description("Requests: how long they took until the answer was complete")
            .serviceLevelObjectives(BOUNDS)
            .withRegistry(registry);
  }

  void register(@Observes Filters filters) {
    filters.register(this::measure, FIRST);
  }

  private void measure(RoutingContext request) {
    // A request that is led on to the dashboard's page comes by once more.
    if (request.get(BEGUN) == null) {
      long begun = System.nanoTime();
      request.put(BEGUN, begun);
      request.addEndHandler(ended -> record(request, System.nanoTime() - begun));
    }
    request.next();
  }

  private void record(RoutingContext request, long nanos) {
    String method = request.request().method().name();
    String route = request.get(ROUTE);
    requests
        .withTags(
            "method", METHODS.contains(method) ? method : "OTHER",
            "route", route == null ? NO_RESOURCE : route,
            "status", Integer.toString(request.response().getStatusCode()))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Notes the route as soon as it is known. */
  @ServerRequestFilter(priority = 1)
  public void route(ResourceInfo called, RoutingContext request) {
    request.put(
        ROUTE,
        joined(
            called.getResourceClass().getAnnotation(Path.class),
            called.getResourceMethod().getAnnotation(Path.class)));
  }

  private static String joined(Path... parts) {
    String route =
        String.join(
            "/",
            Stream.of(parts)
                .filter(part -> part != null)
                .map(part -> part.value().replaceAll("^/+|/+$", ""))
                .filter(part -> !part.isEmpty())
                .toList());
    // A parameter may carry a pattern of its own.
    return "/" + route.replaceAll("\\{([A-Za-z_]+)[^}]*}", "{$1}");
  }
}
