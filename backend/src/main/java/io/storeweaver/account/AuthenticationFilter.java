package io.storeweaver.account;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.http.Origin;
import io.storeweaver.http.Origins;
import io.storeweaver.http.RequestLimits;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.annotation.Annotation;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets a request through to its resource only with a caller who may. What is open to everybody says
 * so with {@code @PermitAll}; what says nothing is closed.
 */
public final class AuthenticationFilter {
  private final Authenticator authenticator;
  private final Origins origins;
  private final RequestLimits limits;

  public AuthenticationFilter(Authenticator authenticator, Origins origins, RequestLimits limits) {
    this.authenticator = authenticator;
    this.origins = origins;
    this.limits = limits;
  }

  @ServerRequestFilter(priority = 1000)
  public void identify(
      ContainerRequestContext request, ResourceInfo called, HttpServerRequest connection) {
    Origin origin = origins.of(request, connection);
    if (marked(called, PermitAll.class).isPresent()) {
      request.setSecurityContext(new CallerSecurity(null, origin));
      return;
    }
    Optional<Caller> caller = authenticator.caller(request, origin);
    limits.count(
        request,
        origin,
        caller.map(c -> "account " + c.account()).orElse("address " + origin.address()));
    Caller known = caller.orElseThrow(Callers::unauthenticated);
    check(known, called, request.getMethod());
    request.setSecurityContext(new CallerSecurity(known, origin));
  }

  private static void check(Caller caller, ResourceInfo called, String method) {
    if (marked(called, SignedIn.class).isPresent()) {
      checkSignedIn(caller);
      return;
    }
    Scope scope = marked(called, Needs.class).map(Needs::value).orElseGet(() -> usual(method));
    if (!caller.scopes().contains(scope)) {
      throw new Rejected(
          Reason.FORBIDDEN, "The API token lacks the scope " + scope.id() + ", which this needs.");
    }
    if (scope == Scope.ADMIN && !caller.operator()) {
      throw new Rejected(Reason.FORBIDDEN, "Only operators may do this.");
    }
  }

  private static void checkSignedIn(Caller caller) {
    switch (caller.proof()) {
      case SESSION -> {}
      case TOKEN ->
          throw new Rejected(
              Reason.FORBIDDEN, "An API token may not do this; sign in with e-mail and password.");
      case NONE, HEADER, INSIDE -> throw noAccounts();
    }
  }

  static Rejected noAccounts() {
    return new Rejected(
        Reason.NO_ACCOUNTS,
        "In demo mode there are no accounts to sign in to; set AUTH_MODE=local for that.");
  }

  private static Scope usual(String method) {
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)
        ? Scope.STORES_READ
        : Scope.STORES_WRITE;
  }

  private static <A extends Annotation> Optional<A> marked(ResourceInfo called, Class<A> mark) {
    A onMethod = called.getResourceMethod().getAnnotation(mark);
    return Optional.ofNullable(
        onMethod != null ? onMethod : called.getResourceClass().getAnnotation(mark));
  }
}
