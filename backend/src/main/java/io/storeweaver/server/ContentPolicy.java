package io.storeweaver.server;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * What a browser may do with an answer (Content Security Policy, level 3): with one of the API
 * nothing at all, with a page what that page needs.
 */
@ApplicationScoped
public class ContentPolicy {
  static final String HEADER = "Content-Security-Policy";
  static final String SANDBOX_SHOP = "default-src 'none'; style-src 'unsafe-inline'";

  private static final int BEFORE_ALL_ANSWERS = 3500;
  private static final String NOTHING =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final String PAGE =
      "default-src 'none'; %s; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
          + "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  // Its scripts make style sheets (positions of menus, a page that stands still under a dialog);
  // scripts come from files only.
  private static final String DASHBOARD = PAGE.formatted("script-src 'self'");
  private static final String DESCRIPTION = PAGE.formatted("script-src 'self' 'unsafe-inline'");

  void register(@Observes Filters filters) {
    filters.register(ContentPolicy::say, BEFORE_ALL_ANSWERS);
  }

  private static void say(RoutingContext request) {
    request.response().putHeader(HEADER, of(request.normalizedPath()));
    request.next();
  }

  private static String of(String path) {
    if (path.equals(DashboardPage.PAGE)) {
      return DASHBOARD;
    }
    return path.equals("/docs") || path.startsWith("/docs/") ? DESCRIPTION : NOTHING;
  }
}
