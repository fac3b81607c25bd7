package io.storeweaver.server;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Answers at the hosts of simulated stores, and says there that no shop runs: a try-out must not
 * look like the real thing.
 */
@ApplicationScoped
public class SandboxShopPage {
  private static final int BEFORE_EVERYTHING = 1000;
  private static final String PAGE =
      """
      <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>Sandbox store</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem;color-scheme:light dark}</style>
      <h1>No shop runs here</h1>
      <p>This store lives in Store Weaver's sandbox, a simulated cluster. Its objects exist, its pods are simulated, and nothing is sold.</p>
      <p>Start the control plane with <code>KUBECONFIG</code> to provision real shops.</p></html>
      """;

  private final Platform platform;

  SandboxShopPage(Platform platform) {
    this.platform = platform;
  }

  void register(@Observes Filters filters) {
    if (platform.cluster().simulated()) {
      filters.register(this::answer, BEFORE_EVERYTHING);
    }
  }

  private void answer(RoutingContext request) {
    String host = request.request().authority() == null ? "" : request.request().authority().host();
    if (host.endsWith(platform.config().addresses().suffix())) {
      request
          .response()
          .putHeader("Content-Type", "text/html; charset=utf-8")
          .putHeader("X-Robots-Tag", "noindex")
          .putHeader(ContentPolicy.HEADER, ContentPolicy.SANDBOX_SHOP)
          .end(PAGE);
    } else {
      request.next();
    }
  }
}
