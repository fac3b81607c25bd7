package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * Plain HTTP against an API server, where a client library would hide what is asked and answered.
 */
final class Raw {
  static final String APPLY = "application/apply-patch+yaml";
  static final String MERGE = "application/merge-patch+json";
  static final String STRATEGIC = "application/strategic-merge-patch+json";
  static final String JSON_PATCH = "application/json-patch+json";
  static final String JSON = "application/json";

  /** A code and a body; the body is a missing node when it is no JSON. */
  record Answer(int code, JsonNode body, String text) {
    String message() {
      return body.path("message").asText();
    }

    String reason() {
      return body.path("reason").asText();
    }

    String version() {
      return body.path("metadata").path("resourceVersion").asText();
    }
  }

  private final HttpClient http;
  private final String url;
  private final Map<String, String> headers;

  Raw(HttpClient http, String url, Map<String, String> headers) {
    this.http = http;
    this.url = url;
    this.headers = headers;
  }

  static Raw to(Sandbox sandbox) {
    return new Raw(
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
        sandbox.url(),
        Map.of());
  }

  Answer get(String path) {
    return send("GET", path, JSON, "");
  }

  Answer delete(String path) {
    return send("DELETE", path, JSON, "");
  }

  Answer post(String path, String body) {
    return send("POST", path, JSON, body);
  }

  Answer put(String path, String body) {
    return send("PUT", path, JSON, body);
  }

  Answer apply(String path, String body) {
    String mark = path.contains("?") ? "&" : "?";
    return send("PATCH", path + mark + "fieldManager=cp&force=true", APPLY, body);
  }

  Answer merge(String path, String body) {
    return send("PATCH", path, MERGE, body);
  }

  Answer send(String method, String path, String contentType, String body, String... more) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(20));
    headers.forEach(request::header);
    if (more.length > 0) {
      request.headers(more);
    }
    if (body.isEmpty()) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request.header("Content-Type", contentType);
      request.method(method, HttpRequest.BodyPublishers.ofString(body));
    }
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), json(response.body()), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (IOException e) {
      return Json.MAPPER.missingNode();
    }
  }
}
