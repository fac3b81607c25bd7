package io.storeweaver.server;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.storeweaver.Reason;
import io.storeweaver.WeaverConfig.AuthMode;
import io.storeweaver.http.EarlyProblems;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * In demo mode whoever reaches the server is believed. A page from elsewhere could reach it through
 * the browser of somebody on this machine, under a name of its own that resolves to a loopback
 * address (DNS rebinding): such names are refused.
 */
@ApplicationScoped
public class HostGuard {
  private static final int FIRST = 2000;
  private static final Pattern LOOPBACK =
      Pattern.compile("(.+\\.)?localhost\\.?|127(\\.\\d{1,3}){3}|\\[?::1]?");

  private final Platform platform;

  HostGuard(Platform platform) {
    this.platform = platform;
  }

  void register(@Observes Filters filters) {
    if (platform.config().authMode() == AuthMode.DEMO) {
      filters.register(this::check, FIRST);
    }
  }

  private void check(RoutingContext request) {
    HostAndPort authority = request.request().authority();
    String host = authority == null ? "localhost" : authority.host().toLowerCase(Locale.ROOT);
    if (LOOPBACK.matcher(host).matches() || host.endsWith(platform.config().ingressSuffix())) {
      request.next();
    } else {
      EarlyProblems.answer(
          request,
          Reason.MISDIRECTED_REQUEST,
          "Demo mode answers only at names of this machine, such as localhost. For other names set AUTH_MODE=local.");
    }
  }
}
