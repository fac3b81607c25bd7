package io.storeweaver.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jspecify.annotations.Nullable;

/** The trace that a request belongs to, as a text. */
public final class RequestTrace {
  private static final String PROPERTY = "storeweaver.traceparent";

  private RequestTrace() {}

  /** Notes the request's span. */
  public static void set(ContainerRequestContext request, @Nullable String traceparent) {
    request.setProperty(PROPERTY, traceparent);
  }

  static @Nullable String of(ContainerRequestContext request) {
    return request.getProperty(PROPERTY) instanceof String text ? text : null;
  }
}
