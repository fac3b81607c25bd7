package io.storeweaver.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The server's API as a client uses it. */
final class Api implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  private final String root;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  Api(int port) {
    this.root = "http://127.0.0.1:" + port;
  }

  String root() {
    return root;
  }

  void awaitFirstAnswer(Process process, String path, Duration longest)
      throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (System.nanoTime() < end) {
      try {
        get("bench", path);
        return;
      } catch (IOException | IllegalStateException e) {
        if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("it ended with code " + process.exitValue(), e);
        }
      }
    }
    throw new IllegalStateException("no answer within " + longest);
  }

  /** Asks for a store; completes with the status code. */
  CompletableFuture<Integer> create(String owner, String name, String engine) {
    String body =
        "{\"name\":\"%s\",\"engine\":\"%s\",\"admin_email\":\"owner@example.com\"}"
            .formatted(name, engine);
    HttpRequest request =
        request(owner, "/api/v1/stores")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(HttpResponse::statusCode);
  }

  JsonNode get(String owner, String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(request(owner, path).build(), HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + " was answered with " + answer.statusCode());
    }
    return JSON.readTree(answer.body());
  }

  /** The value of a metric without labels. */
  double metric(String name) throws IOException, InterruptedException {
    String text =
        http.send(request("bench", "/metrics").build(), HttpResponse.BodyHandlers.ofString())
            .body();
    return text.lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no metric " + name));
  }

  /** How many of the owner's stores show a status. */
  long count(String owner, String status) throws IOException, InterruptedException {
    return get(owner, "/api/v1/stores?page_size=1").path("counts").path(status).asLong();
  }

  /** Waits until so many of the owner's stores are ready. */
  void awaitReady(String owner, long stores, Duration longest) throws Exception {
    await(longest, () -> count(owner, "READY") >= stores);
  }

  interface Condition {
    boolean holds() throws Exception;
  }

  static void await(Duration longest, Condition condition) throws Exception {
    long end = System.nanoTime() + longest.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("that took longer than " + longest);
      }
      pause(BETWEEN_LOOKS);
    }
  }

  /** Lets time pass that is part of what is measured. */
  static void pause(Duration time) throws InterruptedException {
    boolean never = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    assert !never;
  }

  /** Every store of an owner that the list gives, page by page. */
  List<JsonNode> stores(String owner, Predicate<JsonNode> wanted) throws Exception {
    List<JsonNode> stores = new ArrayList<>();
    String token = "";
    do {
      JsonNode page = get(owner, "/api/v1/stores?page_size=200" + token(token));
      page.path("stores").forEach(stores::add);
      token = page.path("next_page_token").asText("");
    } while (!token.isEmpty() && !token.equals("null"));
    return stores.stream().filter(wanted).toList();
  }

  static String token(@Nullable String token) {
    return token == null || token.isEmpty()
        ? ""
        : "&page_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String owner, String path) {
    return HttpRequest.newBuilder(URI.create(root + path))
        .timeout(DEADLINE)
        .header("X-User-Id", owner);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
