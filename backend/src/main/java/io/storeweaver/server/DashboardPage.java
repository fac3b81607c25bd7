package io.storeweaver.server;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers a browser that opens an address of the dashboard: all of them are the same page, which
 * finds out by itself where it is. Addresses of the API and of files are left alone.
 */
@ApplicationScoped
public class DashboardPage {
  private static final int EARLY = 900;
  private static final String PAGE = "/index.html";
  private static final Pattern NOT_OURS =
      Pattern.compile(
          "/(api|q|health|ready|openapi|docs|problems|metrics|stores|assets)(/.*)?|.*\\.[a-z0-9]+");
  // Styles are set by scripts on elements (positions of menus, widths of bars); scripts come from
  // files only.
  private static final String POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
          + "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

  void register(@Observes Filters filters) {
    filters.register(this::answer, EARLY);
  }

  private void answer(RoutingContext request) {
    String path = request.normalizedPath();
    if (path.equals(PAGE)) {
      // A browser asks again each time: the page names the files of its own version.
      request.response().putHeader("Cache-Control", "no-cache");
      request.response().putHeader("Content-Security-Policy", POLICY);
      request.next();
    } else if (isNavigation(request) && !NOT_OURS.matcher(path).matches()) {
      request.reroute(PAGE);
    } else {
      request.next();
    }
  }

  private static boolean isNavigation(RoutingContext request) {
    HttpMethod method = request.request().method();
    @Nullable String accept = request.request().getHeader("Accept");
    return (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD))
        && accept != null
        && accept.contains("text/html");
  }
}
