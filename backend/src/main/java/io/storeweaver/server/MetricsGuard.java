package io.storeweaver.server;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.storeweaver.Reason;
import io.storeweaver.http.EarlyProblems;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may read {@code /metrics}: whoever sends METRICS_TOKEN; where there is none, programs on this
 * machine. A request that came through a proxy is not one of this machine, whatever its connection
 * says.
 */
@ApplicationScoped
public class MetricsGuard {
  private static final int EARLY = 1500;
  private static final Pattern LOOPBACK = Pattern.compile("127\\..*|0:0:0:0:0:0:0:1|::1");
  private static final List<String> BY_PROXIES =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");
  private static final String BEARER = "Bearer ";

  private final Optional<String> token;

  MetricsGuard(Platform platform) {
    token = platform.config().observability().metricsToken();
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, EARLY);
  }

  private void check(RoutingContext request) {
    String path = request.normalizedPath();
    boolean asked = path.equals("/metrics") || path.startsWith("/metrics/");
    if (!asked || permitted(request.request())) {
      request.next();
    } else {
      EarlyProblems.answer(
          request,
          Reason.FORBIDDEN,
          token.isPresent()
              ? "The platform's figures are for who sends METRICS_TOKEN as Authorization: Bearer."
              : "The platform's figures are for programs on this machine; set METRICS_TOKEN to read them from elsewhere.");
    }
  }

  private boolean permitted(HttpServerRequest request) {
    return token.isPresent() ? proved(request, token.get()) : local(request);
  }

  private static boolean proved(HttpServerRequest request, String token) {
    String sent = request.getHeader("Authorization");
    return sent != null && MessageDigest.isEqual(bytes(BEARER + token), bytes(sent));
  }

  private static boolean local(HttpServerRequest request) {
    String address = String.valueOf(request.connection().remoteAddress().hostAddress());
    return LOOPBACK.matcher(address).matches()
        && BY_PROXIES.stream().noneMatch(header -> request.headers().contains(header));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
