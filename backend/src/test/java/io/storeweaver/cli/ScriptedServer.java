package io.storeweaver.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A server that gives the answers it was told, and remembers what it was asked. */
final class ScriptedServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  private record Answer(int status, String body, String header, String value) {}

  /** What was asked. */
  record Request(String line, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }
  }

  ScriptedServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String root() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Several answers to the same question are given one after the other, the last one for ever.
   *
   * @param question method and path below /api/v1, without a query
   */
  ScriptedServer on(String question, int status, String body) {
    return on(question, status, body, "Content-Type", "application/json");
  }

  ScriptedServer on(String question, int status, String body, String header, String value) {
    answers
        .computeIfAbsent(question, _ -> new ArrayDeque<>())
        .add(new Answer(status, body, header, value));
    return this;
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** The first request of that kind. */
  Request request(String question) {
    return requests.stream().filter(r -> r.line().equals(question)).findFirst().orElseThrow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replaceFirst("^/api/v1", "");
    String question = exchange.getRequestMethod() + " " + path;
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(new Request(question, Map.copyOf(exchange.getRequestHeaders()), body));
    Answer answer = next(question);
    exchange.getResponseHeaders().set(answer.header(), answer.value());
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized Answer next(String question) {
    Deque<Answer> left = answers.getOrDefault(question, new ArrayDeque<>());
    if (left.isEmpty()) {
      return new Answer(404, "{\"detail\":\"nothing at " + question + "\"}", "X-Script", "none");
    }
    return left.size() > 1 ? left.removeFirst() : left.getFirst();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
