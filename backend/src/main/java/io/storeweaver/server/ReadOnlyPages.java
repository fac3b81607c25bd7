package io.storeweaver.server;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.storeweaver.Reason;
import io.storeweaver.http.EarlyProblems;
import io.storeweaver.http.Routes;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps to reading what the framework serves beside the API: left to itself it takes every method
 * there for a GET.
 */
@ApplicationScoped
public class ReadOnlyPages {
  private static final int BEFORE_THE_PAGES = 960;
  private static final Pattern PAGE =
      Pattern.compile("/|/index\\.html|/(openapi|metrics)/?|/(docs|assets)(/.*)?");
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  void register(@Observes Filters filters) {
    filters.register(ReadOnlyPages::check, BEFORE_THE_PAGES);
  }

  private static void check(RoutingContext request) {
    HttpMethod method = request.request().method();
    if (READING.contains(method) || !PAGE.matcher(request.normalizedPath()).matches()) {
      request.next();
      return;
    }
    request.response().putHeader("Allow", Routes.READ_ONLY);
    if (method.equals(HttpMethod.OPTIONS)) {
      request.response().setStatusCode(204).end();
    } else {
      EarlyProblems.answer(
          request,
          Reason.METHOD_NOT_ALLOWED,
          method.name() + " is not possible here; possible are " + Routes.READ_ONLY + ".");
    }
  }
}
