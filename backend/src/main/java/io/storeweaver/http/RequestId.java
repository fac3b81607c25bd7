package io.storeweaver.http;

import io.storeweaver.LogField;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

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
    String id = usable(request.getHeaderString(HEADER));
    request.setProperty(PROPERTY, id);
    LogField.REQUEST_ID.set(id);
  }

  @ServerResponseFilter
  public void answer(ContainerRequestContext request, ContainerResponseContext response) {
    response.getHeaders().putSingle(HEADER, of(request));
  }

  /** The id that a caller sent, or a new one where that one is of no use. */
  static String usable(@Nullable String given) {
    return given != null && USABLE.matcher(given).matches() ? given : UUID.randomUUID().toString();
  }

  /** The id of a request. */
  public static String of(ContainerRequestContext request) {
    return request.getProperty(PROPERTY) instanceof String id ? id : "unknown";
  }
}
