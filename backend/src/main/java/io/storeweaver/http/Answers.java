package io.storeweaver.http;

import io.storeweaver.Json;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Answers about what is somebody's own and changes: no cache may keep them. */
public final class Answers {
  private Answers() {}

  /** A record as JSON. */
  public static Response of(int status, Object body) {
    return json(status, Json.write(body));
  }

  /** What is JSON already. */
  public static Response json(int status, String body) {
    return Response.status(status)
        .entity(body)
        .type(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
