package io.storeweaver.server;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.storeweaver.TraceParent;
import io.storeweaver.http.RequestTrace;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** A span for each request to an API; it continues the caller's trace where they have one. */
@Singleton
public class RequestSpans {
  private static final int EARLY = 2900;
  private static final int SERVER_ERROR = 500;
  private static final String SPAN = "storeweaver.span";
  private static final Pattern APIS = Pattern.compile("/(api|stores)(/.*)?");

  private final Platform platform;

  RequestSpans(Platform platform) {
    this.platform = platform;
  }

  void register(@Observes Filters filters) {
    if (platform.config().observability().traceEndpoint().isPresent()) {
      Tracer tracer = platform.telemetry().tracer();
      filters.register(request -> begin(tracer, request), EARLY);
    }
  }

  private static void begin(Tracer tracer, RoutingContext request) {
    if (APIS.matcher(request.normalizedPath()).matches()) {
      Span span =
          tracer
              .spanBuilder(request.request().method().name())
              .setSpanKind(SpanKind.SERVER)
              .setParent(TraceParent.context(request.request().getHeader(TraceParent.HEADER)))
              .setAttribute("http.request.method", request.request().method().name())
              .startSpan();
      request.put(SPAN, span);
      request.addEndHandler(ended -> end(span, request));
    }
    request.next();
  }

  private static void end(Span span, RoutingContext request) {
    int status = request.response().getStatusCode();
    String route = request.get(RouteMeters.ROUTE);
    if (route != null) {
      span.updateName(request.request().method().name() + " " + route);
      span.setAttribute("http.route", route);
    }
    span.setAttribute("http.response.status_code", status);
    if (status >= SERVER_ERROR) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }

  /** Hands the trace on to what the request asks for. */
  @ServerRequestFilter(priority = 2)
  public void handOn(ContainerRequestContext request, RoutingContext connection) {
    Span span = connection.get(SPAN);
    if (span != null) {
      RequestTrace.set(request, TraceParent.of(span));
    }
  }
}
