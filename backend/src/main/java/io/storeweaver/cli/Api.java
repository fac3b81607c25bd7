package io.storeweaver.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The native API of a server as this caller sees it. */
final class Api {
  private static final String ROOT = "/api/v1";
  // Longer than the longest wait that the server grants in one answer.
  private static final Duration ANSWER = Duration.ofSeconds(40);

  private final Access access;
  private final Map<String, String> more;
  private final HttpClient http;

  /**
   * An answer that is no refusal.
   *
   * @param tag the ETag, or ""
   * @param cookie the first Set-Cookie, or ""
   */
  record Answer(int status, String tag, String cookie, JsonNode body) {}

  Api(Access access) {
    this(access, Map.of());
  }

  /**
   * @param more headers of every request
   */
  Api(Access access, Map<String, String> more) {
    this.access = access;
    this.more = Map.copyOf(more);
    this.http = Connections.to(access.server());
  }

  String server() {
    return access.server();
  }

  JsonNode get(String path) {
    return send("GET", path, null).body();
  }

  JsonNode post(String path, @Nullable JsonNode body, String... headers) {
    return send("POST", path, body, headers).body();
  }

  /**
   * Sends a request; a path is below /api/v1.
   *
   * @throws CommandFailed for every answer that is not what was asked for
   */
  Answer send(String method, String path, @Nullable JsonNode body, String... headers) {
    HttpRequest request = request(method, path, body, headers).timeout(ANSWER).build();
    HttpResponse<String> response = exchange(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw Refusal.of(response.statusCode(), response.headers(), response.body());
    }
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("ETag").orElse(""),
        response.headers().firstValue("Set-Cookie").orElse(""),
        json(response.body()));
  }

  /** Opens a stream of server-sent events. */
  InputStream stream(String path) {
    HttpRequest request =
        request("GET", path, null, "Accept", "text/event-stream, application/problem+json")
            .timeout(ANSWER)
            .build();
    HttpResponse<InputStream> response =
        exchange(request, HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw Refusal.of(response.statusCode(), response.headers(), text(response.body()));
    }
    return response.body();
  }

  private HttpRequest.Builder request(
      String method, String path, @Nullable JsonNode body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(access.server() + ROOT + path))
            .header("User-Agent", "weaver/" + Version.text());
    try {
      if (access.user() != null) {
        request.header("X-User-Id", access.user());
      }
      if (access.token() != null) {
        request.header("Authorization", "Bearer " + access.token());
      }
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(
          Exit.USAGE, "The user's name or the token has a character that no header can carry.");
    }
    more.forEach(request::setHeader);
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    if (body == null) {
      return request.method(method, HttpRequest.BodyPublishers.noBody());
    }
    String type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
    return request
        .setHeader("Content-Type", type)
        .method(method, HttpRequest.BodyPublishers.ofString(JsonText.write(body)));
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (HttpTimeoutException e) {
      throw new CommandFailed(
          Exit.UNREACHABLE,
          access.server() + " did not answer in time.",
          "Look whether the server is up; if the request asked for something, it may have been done.");
    } catch (IOException e) {
      throw Connections.failure(access.server(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailed(Exit.INTERRUPTED, "Interrupted.");
    }
  }

  private static String text(InputStream body) {
    try (body) {
      return new String(body.readNBytes(64 * 1024), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private JsonNode json(String body) {
    try {
      return JsonText.read(body);
    } catch (JsonProcessingException e) {
      throw new CommandFailed(
          Exit.REFUSED,
          access.server() + " gave an answer that is no JSON.",
          "Look whether this is the address of a Store Weaver.");
    }
  }

  /** One segment of a path, or one value of a query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
