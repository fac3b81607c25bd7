package io.storeweaver.server;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.storeweaver.dialect.GuideIndex;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers a browser that opens an address of the dashboard: all of them are the same page, which
 * finds out by itself where it is. Addresses of the API and of files are left alone, and at those
 * that both the dashboard and the guide's API have, whoever is no browser gets what the guide's
 * clients expect.
 */
@ApplicationScoped
public class DashboardPage {
  static final String PAGE = "/index.html";

  // After the guards.
  private static final int EARLY = 950;
  private static final Pattern SHARED = Pattern.compile("/|/stores(/.*)?");
  private static final Pattern NOT_OURS =
      Pattern.compile(
          "/(api|q|health|ready|openapi|docs|problems|metrics|assets)(/.*)?|.*\\.[a-z0-9]+");

  private final GuideIndex index;

  DashboardPage(GuideIndex index) {
    this.index = index;
  }

  void register(@Observes Filters filters) {
    filters.register(this::answer, EARLY);
  }

  private void answer(RoutingContext request) {
    HttpMethod method = request.request().method();
    if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
      read(request, request.normalizedPath());
    } else {
      request.next();
    }
  }

  private void read(RoutingContext request, String path) {
    boolean shared = SHARED.matcher(path).matches();
    if (shared || path.equals(PAGE)) {
      request.response().putHeader("Vary", "Accept");
    }
    if (path.equals(PAGE)) {
      // A browser asks again each time: the page names the files of its own version.
      request.response().putHeader("Cache-Control", "no-cache");
      request.next();
    } else if (wantsPage(request) && (shared || !NOT_OURS.matcher(path).matches())) {
      // What was set until here is forgotten; the request comes by once more.
      request.reroute(PAGE);
    } else if (path.equals("/")) {
      request.response().putHeader("Content-Type", "application/json").end(index.json());
    } else {
      request.next();
    }
  }

  // Browsers name text/html when somebody opens an address; programs and scripts do not.
  private static boolean wantsPage(RoutingContext request) {
    @Nullable String accept = request.request().getHeader("Accept");
    if (accept == null) {
      return false;
    }
    int html = accept.indexOf("text/html");
    int json = accept.indexOf("application/json");
    return html >= 0 && (json < 0 || html < json);
  }
}
