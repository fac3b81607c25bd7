package io.storeweaver.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Gives every request an id that stands in the answer, in problems and in the log. A caller may
 * send one.
 */
public final class RequestId {
  static final String HEADER = "X-Request-Id";
  private static final String PROPERTY = "storeweaver.request-id";
  private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  @ServerRequestFilter(preMatching = true, priority = 1)
  public void receive(ContainerRequestContext request) {
    String given = request.getHeaderString(HEADER);
    boolean usable = given != null && USABLE.matcher(given).matches();
    request.setProperty(PROPERTY, usable ? given : UUID.randomUUID().toString());
  }

  @ServerResponseFilter
  public void answer(ContainerRequestContext request, ContainerResponseContext response) {
    response.getHeaders().putSingle(HEADER, of(request));
    response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
  }

  /** The id of a request. */
  public static String of(ContainerRequestContext request) {
    return request.getProperty(PROPERTY) instanceof String id ? id : "unknown";
  }
}
