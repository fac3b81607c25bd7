package io.storeweaver.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** One HTTP exchange, reduced to what the API needs. */
final class Exchange implements AutoCloseable {
  private final HttpExchange http;
  private final ApiRequest request;

  Exchange(HttpExchange http) {
    this.http = http;
    String contentType = http.getRequestHeaders().getFirst("Content-Type");
    request =
        ApiRequest.of(
            http.getRequestMethod(), http.getRequestURI(), contentType == null ? "" : contentType);
  }

  ApiRequest request() {
    return request;
  }

  /** A header of the request, or "". */
  String header(String name) {
    String value = http.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  boolean wantsUpgrade() {
    return header("Upgrade").equalsIgnoreCase("websocket");
  }

  /** True when only metadata is asked for, as an object or as a list of them. */
  boolean wantsMetadataOnly() {
    return header("Accept").contains("as=PartialObjectMetadata");
  }

  byte[] body() throws IOException {
    try (var in = http.getRequestBody()) {
      return in.readAllBytes();
    }
  }

  void answer(int code, byte[] json, @Nullable Integer retryAfterSeconds) throws IOException {
    http.getResponseHeaders().set("Content-Type", "application/json");
    if (retryAfterSeconds != null) {
      http.getResponseHeaders().set("Retry-After", retryAfterSeconds.toString());
    }
    http.sendResponseHeaders(code, json.length == 0 ? -1 : json.length);
    if (json.length > 0) {
      http.getResponseBody().write(json);
    }
  }

  OutputStream stream(String contentType) throws IOException {
    http.getResponseHeaders().set("Content-Type", contentType);
    http.sendResponseHeaders(200, 0);
    return http.getResponseBody();
  }

  /** Ends the exchange; one that was not answered loses its connection. */
  @Override
  public void close() {
    http.close();
  }
}
