package io.storeweaver.http;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.WeaverConfig;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses changes that a page from elsewhere makes a browser ask for. A browser says where the page
 * is from in Sec-Fetch-Site or Origin; whoever sends neither is no browser.
 */
public final class SameOrigin {
  private static final Set<String> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Optional<String> friend;

  public SameOrigin(WeaverConfig config) {
    this.friend = config.server().corsOrigin();
  }

  @ServerRequestFilter(preMatching = true, priority = 3)
  public void check(ContainerRequestContext request) {
    if (SAFE.contains(request.getMethod())) {
      return;
    }
    String origin = request.getHeaderString("Origin");
    if (origin != null && friend.isPresent() && friend.get().equals(origin)) {
      return;
    }
    String site = request.getHeaderString("Sec-Fetch-Site");
    boolean own =
        site != null ? site.equals("same-origin") || site.equals("none") : ours(origin, request);
    if (!own) {
      throw new Rejected(
          Reason.CROSS_SITE,
          "This change was asked for by a page of another site, so it was not made. Only the platform's own dashboard (and CORS_ORIGIN) may.");
    }
  }

  // The scheme is not compared: a proxy may take https off.
  private static boolean ours(@Nullable String origin, ContainerRequestContext request) {
    if (origin == null) {
      return true;
    }
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null
          && authority.equalsIgnoreCase(request.getHeaderString(HttpHeaders.HOST));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
