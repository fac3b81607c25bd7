package io.storeweaver.server;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * The page that shows the API's description brings a script and styles of its own in it; what every
 * other page is forbidden is permitted there.
 */
@ApplicationScoped
public class DescriptionPolicy {
  private static final int BEFORE_THE_PAGE = 900;
  private static final String POLICY =
      "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
          + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

  void register(@Observes Filters filters) {
    filters.register(DescriptionPolicy::relax, BEFORE_THE_PAGE);
  }

  private static void relax(RoutingContext request) {
    if (request.normalizedPath().startsWith("/docs")) {
      request.response().putHeader("Content-Security-Policy", POLICY);
    }
    request.next();
  }
}
