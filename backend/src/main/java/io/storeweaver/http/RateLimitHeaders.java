package io.storeweaver.http;

import io.storeweaver.http.RateLimits.Decision;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedMap;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Says in every limited answer what is left (draft-ietf-httpapi-ratelimit-headers). */
public final class RateLimitHeaders {

  @ServerResponseFilter
  public void add(ContainerRequestContext request, ContainerResponseContext response) {
    RequestLimits.decision(request).ifPresent(decision -> add(response.getHeaders(), decision));
  }

  private static void add(MultivaluedMap<String, Object> headers, Decision decision) {
    String name = "\"" + decision.rule().name() + "\"";
    headers.putSingle(
        "RateLimit-Policy",
        name + ";q=" + decision.rule().most() + ";w=" + decision.rule().window().toSeconds());
    headers.putSingle(
        "RateLimit",
        name + ";r=" + decision.remaining() + ";t=" + (decision.reset().toSeconds() + 1));
  }
}
