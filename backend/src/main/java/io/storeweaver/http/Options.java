package io.storeweaver.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Answers what can be done at an address (RFC 9110 §9.3.7), to anybody: it is no secret. */
public final class Options {
  private final Routes routes;

  public Options(Routes routes) {
    this.routes = routes;
  }

  @ServerRequestFilter(preMatching = true, priority = 4)
  public Optional<Response> answer(ContainerRequestContext request) {
    return request.getMethod().equals(HttpMethod.OPTIONS)
        ? Optional.of(routes.allow(request.getUriInfo().getPath()))
            .filter(allow -> !allow.isEmpty())
            .map(Options::allowing)
        : Optional.empty();
  }

  private static Response allowing(String allow) {
    Response.ResponseBuilder answer = Response.noContent().header(HttpHeaders.ALLOW, allow);
    if (allow.contains(HttpMethod.PATCH)) {
      // RFC 5789 §3.1
      answer.header("Accept-Patch", "application/merge-patch+json, application/json");
    }
    return answer.build();
  }
}
