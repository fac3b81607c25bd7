package io.storeweaver.dialect;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who comes to an address that both the dashboard and the guide's API have: a browser gets the
 * page, everybody else what the guide's clients expect.
 */
@ApplicationScoped
public class FrontDoor {
  private static final String PAGE = "/index.html";
  // After the guards, and before the dashboard takes the address: its answers vary too.
  private static final int BEFORE_THE_DASHBOARD = 950;

  private final String version;

  FrontDoor(@ConfigProperty(name = "quarkus.application.version") String version) {
    this.version = version;
  }

  record Service(String service, String version, Map<String, String> endpoints) {}

  void register(@Observes Filters filters) {
    filters.register(this::open, BEFORE_THE_DASHBOARD);
  }

  private void open(RoutingContext request) {
    HttpMethod method = request.request().method();
    String path = request.normalizedPath();
    boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    boolean shared = path.equals("/") || path.equals("/stores") || path.startsWith("/stores/");
    if (reads && (shared || path.equals(PAGE))) {
      // A reroute forgets what was set before it: it is set again where it arrives.
      request.response().putHeader("Vary", "Accept");
    }
    if (!reads || !shared) {
      request.next();
      return;
    }
    boolean page = wantsPage(request.request().getHeader("Accept"));
    if (path.equals("/") && !page) {
      request.response().putHeader("Content-Type", "application/json").end(service());
    } else if (!path.equals("/") && page) {
      request.reroute("/");
    } else {
      request.next();
    }
  }

  // Browsers name text/html when somebody opens an address; programs and scripts do not.
  private static boolean wantsPage(String accept) {
    if (accept == null) {
      return false;
    }
    int html = accept.indexOf("text/html");
    int json = accept.indexOf("application/json");
    return html >= 0 && (json < 0 || html < json);
  }

  private String service() {
    Map<String, String> endpoints = new LinkedHashMap<>();
    endpoints.put("health", "GET /health");
    endpoints.put("ready", "GET /ready");
    endpoints.put("listStores", "GET /stores");
    endpoints.put("getStore", "GET /stores/:id");
    endpoints.put("createStore", "POST /stores");
    endpoints.put("updateStore", "PUT /stores/:id");
    endpoints.put("deleteStore", "DELETE /stores/:id");
    return DialectJson.write(new Service("store-service", version, endpoints));
  }
}
