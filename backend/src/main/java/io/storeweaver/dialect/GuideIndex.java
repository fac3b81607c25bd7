package io.storeweaver.dialect;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the guide's clients find at the root: the service and its endpoints. */
@ApplicationScoped
public class GuideIndex {
  private final String version;

  GuideIndex(@ConfigProperty(name = "quarkus.application.version") String version) {
    this.version = version;
  }

  record Service(String service, String version, Map<String, String> endpoints) {}

  /** As JSON. */
  public String json() {
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
