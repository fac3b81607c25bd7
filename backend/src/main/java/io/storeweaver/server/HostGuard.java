package io.storeweaver.server;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.storeweaver.AccountsConfig.AuthMode;
import io.storeweaver.Reason;
import io.storeweaver.http.EarlyProblems;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Refuses a request that does not say for which host it is (RFC 9112 §3.2), with which nothing
 * further in could make an address.
 *
 * <p>In demo mode whoever reaches the server is believed. A page from elsewhere could reach it
 * through the browser of somebody on this machine, under a name of its own that resolves to a
 * loopback address (DNS rebinding): such names are refused.
 */
@ApplicationScoped
public class HostGuard {
  static final String NAME_ONE =
      "Send one Host field with the name of this server, also with HTTP/1.0.";

  private static final int FIRST = 2000;
  private static final Pattern LOOPBACK =
      Pattern.compile("(.+\\.)?localhost\\.?|127(\\.\\d{1,3}){3}|\\[?::1]?");

  private final Platform platform;

  HostGuard(Platform platform) {
    this.platform = platform;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, FIRST);
  }

  private void check(RoutingContext request) {
    if (namesNoHost(request)) {
      EarlyProblems.answer(request, Reason.HOST_MISSING, NAME_ONE);
    } else if (platform.config().accounts().mode() == AuthMode.DEMO) {
      checkName(request, request.request().authority().host().toLowerCase(Locale.ROOT));
    } else {
      request.next();
    }
  }

  /** True also where it names several, of which each hop could take another. */
  static boolean namesNoHost(RoutingContext request) {
    HostAndPort authority = request.request().authority();
    return authority == null
        || authority.host().isEmpty()
        || request.request().headers().getAll(HttpHeaders.HOST).size() > 1;
  }

  private void checkName(RoutingContext request, String host) {
    if (LOOPBACK.matcher(host).matches() || host.endsWith(platform.config().addresses().suffix())) {
      request.next();
    } else {
      EarlyProblems.answer(
          request,
          Reason.MISDIRECTED_REQUEST,
          "Demo mode answers only at names of this machine, such as localhost. For other names set AUTH_MODE=local.");
    }
  }
}
