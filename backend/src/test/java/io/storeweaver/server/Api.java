package io.storeweaver.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** One caller of the API. Each test makes one of its own, so that no test sees another's stores. */
record Api(String caller) {
  static final String STORES = "/api/v1/stores";
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final AtomicInteger CALLERS = new AtomicInteger();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  static Api somebody() {
    return new Api("caller-" + CALLERS.incrementAndGet());
  }

  Answer get(String path, String... headers) {
    return send("GET", path, new byte[0], headers);
  }

  Answer post(String path, String body, String... headers) {
    return send("POST", path, bytes(body), with(headers, "Content-Type", "application/json"));
  }

  /** A POST without a body. */
  Answer act(String path) {
    return send("POST", path, new byte[0]);
  }

  /** Edits a store as it is now. */
  Answer patch(String id, String body) {
    return patch(id, body, get(STORES + "/" + id).header("ETag"));
  }

  Answer patch(String id, String body, String tag) {
    String[] headers = {"Content-Type", "application/merge-patch+json", "If-Match", tag};
    return send("PATCH", STORES + "/" + id, bytes(body), headers);
  }

  Answer delete(String id, String... headers) {
    return send("DELETE", STORES + "/" + id, new byte[0], headers);
  }

  /** Creates a store that must be accepted, and gives its id. */
  String create(String name, String engine) {
    return post(STORES, body(name, engine)).expect(202).text("id");
  }

  String ready(String name, String engine) {
    String id = create(name, engine);
    await(id, "READY");
    return id;
  }

  static String body(String name, String engine) {
    return JsonNodeFactory.instance.objectNode().put("name", name).put("engine", engine).toString();
  }

  JsonNode store(String id) {
    return get(STORES + "/" + id).expect(200).json();
  }

  /** Waits until the store shows that status; fails when it does not soon. */
  JsonNode await(String id, String status) {
    return await(id, store -> store.path("status").asText().equals(status), status);
  }

  JsonNode await(String id, Predicate<JsonNode> wish, String description) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    JsonNode store = store(id);
    while (!wish.test(store)) {
      if (System.nanoTime() > end) {
        String detail = get(STORES + "/" + id + "/detail").body();
        throw new AssertionError("not " + description + " in time:\n" + store + "\n" + detail);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(15));
      store = store(id);
    }
    return store;
  }

  Answer send(String method, String path, byte[] body, String... headers) {
    return new Answer(exchange(request(method, path, body, headers)));
  }

  /** Opens a stream; its deadline is the test's. */
  HttpResponse<InputStream> open(String path, String... headers) {
    try {
      HttpRequest request =
          request("GET", path, new byte[0], with(headers, "Accept", "text/event-stream"));
      return HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new AssertionError("GET " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static HttpResponse<String> exchange(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private HttpRequest request(String method, String path, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root() + path))
            .timeout(DEADLINE)
            .header("X-User-Id", caller)
            .method(
                method,
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return request.build();
  }

  static String root() {
    return "http://127.0.0.1:" + System.getProperty("weaver.port");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  // What the test gives comes later, and so wins.
  private static String[] with(String[] given, String name, String value) {
    String[] all = new String[given.length + 2];
    all[0] = name;
    all[1] = value;
    System.arraycopy(given, 0, all, 2, given.length);
    return all;
  }
}
