package io.storeweaver.account;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets a request through to its resource only with a caller. What is open to everybody says so with
 * {@code @PermitAll}; what says nothing is closed.
 */
public final class AuthenticationFilter {
  private final Authenticator authenticator;

  public AuthenticationFilter(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  @ServerRequestFilter(priority = 1000)
  public void identify(ContainerRequestContext request, HttpHeaders headers, ResourceInfo called) {
    if (open(called)) {
      return;
    }
    Optional<Caller> caller = authenticator.caller(headers);
    boolean secure = request.getUriInfo().getRequestUri().getScheme().equals("https");
    request.setSecurityContext(
        new CallerSecurity(caller.orElseThrow(Callers::unauthenticated), secure));
  }

  private static boolean open(ResourceInfo called) {
    return called.getResourceMethod().isAnnotationPresent(PermitAll.class)
        || called.getResourceClass().isAnnotationPresent(PermitAll.class);
  }
}
