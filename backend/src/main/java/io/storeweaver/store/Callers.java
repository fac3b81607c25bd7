package io.storeweaver.store;

import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request. In demo mode the header {@code X-User-Id} says so; whoever sends none is
 * {@code demo}.
 */
public final class Callers {
  static final String HEADER = "X-User-Id";
  static final String DEMO = "demo";

  private Callers() {}

  /** The caller of a request. */
  public static Caller of(HttpHeaders headers) {
    return of(headers.getHeaderString(HEADER));
  }

  static Caller of(@Nullable String name) {
    return new Caller(name == null || name.isBlank() ? DEMO : name.strip(), false);
  }
}
