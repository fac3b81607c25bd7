package io.storeweaver.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.storeweaver.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of Vault's HTTP API that we use and that our tests need to set it up, with the answers
 * that Vault 1.21 gave. The same tests run against a real Vault by {@code make test-vault}.
 */
final class ContractVault implements AutoCloseable {
  static final String ROOT = "hvs.root";

  private final HttpServer server;
  private final Map<String, Version> secrets = new ConcurrentHashMap<>();
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();
  private final Map<String, String> roles = new ConcurrentHashMap<>();

  private record Version(int number, JsonNode data) {}

  private record Token(long endNanos, long ttl, boolean renewable) {
    static Token of(long ttl, boolean renewable) {
      return new Token(System.nanoTime() + Duration.ofSeconds(ttl).toNanos(), ttl, renewable);
    }

    boolean lives() {
      return endNanos - System.nanoTime() > 0;
    }
  }

  private record Reply(int status, ObjectNode body) {
    static Reply of(String part, ObjectNode content) {
      return new Reply(200, object().set(part, content));
    }

    static Reply error(int status, String... errors) {
      ObjectNode body = object();
      var list = body.putArray("errors");
      for (String error : errors) {
        list.add(error);
      }
      return new Reply(status, body);
    }
  }

  ContractVault() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext("/v1/", this::handle);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] sent = exchange.getRequestBody().readAllBytes();
    JsonNode body = sent.length == 0 ? object() : Json.MAPPER.readTree(sent);
    String path = exchange.getRequestURI().getPath().substring("/v1/".length());
    Reply reply =
        answer(
            exchange.getRequestMethod(),
            path,
            exchange.getRequestHeaders().getFirst("X-Vault-Token"),
            body);
    byte[] bytes = reply.body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(reply.status, reply.status == 204 ? -1 : bytes.length);
    if (reply.status != 204) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private Reply answer(String method, String path, @Nullable String token, JsonNode body) {
    if (path.equals("auth/kubernetes/login")) {
      return login(body);
    }
    if (token == null || !known(token)) {
      return token == null
          ? Reply.error(403, "permission denied")
          : Reply.error(403, "2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n");
    }
    return switch (method + " " + path) {
      case "GET auth/token/lookup-self" -> Reply.of("data", lookUp(token));
      case "POST auth/token/renew-self" -> renew(token);
      case "POST auth/token/create" ->
          Reply.of("auth", issue(seconds(body.path("ttl")), body.path("renewable").asBoolean()));
      case "POST auth/token/revoke" -> {
        tokens.remove(body.path("token").asText());
        yield new Reply(204, object());
      }
      case String s when s.startsWith("GET secrets/data/") -> read(path);
      case String s when s.startsWith("POST secrets/data/") -> write(path, body.path("data"));
      case String s when s.startsWith("POST auth/kubernetes/role/") -> {
        roles.put(path.substring("auth/kubernetes/role/".length()), body.path("ttl").asText());
        yield new Reply(204, object());
      }
      // What it takes to set a real one up, and which is in place here.
      case String s when s.matches("(POST|PUT) (sys|auth/kubernetes/config).*") ->
          new Reply(204, object());
      default -> Reply.error(404, "no handler for route \"" + path + "\". route entry not found.");
    };
  }

  private boolean known(String token) {
    return token.equals(ROOT)
        || Optional.ofNullable(tokens.get(token)).filter(Token::lives).isPresent();
  }

  private Reply login(JsonNode body) {
    String ttl = roles.get(body.path("role").asText());
    if (ttl == null) {
      return Reply.error(400, "invalid role name \"" + body.path("role").asText() + "\"");
    }
    return body.path("jwt").asText().equals(VaultServer.JWT)
        ? Reply.of("auth", issue(Long.parseLong(ttl.replace("s", "")), true))
        : Reply.error(403, "permission denied");
  }

  private ObjectNode issue(long ttl, boolean renewable) {
    String token = "hvs." + UUID.randomUUID();
    tokens.put(token, Token.of(ttl, renewable));
    return auth(token, ttl, renewable);
  }

  private static ObjectNode auth(String token, long ttl, boolean renewable) {
    return object()
        .put("client_token", token)
        .put("lease_duration", ttl)
        .put("renewable", renewable)
        .put("token_type", "service");
  }

  private ObjectNode lookUp(String token) {
    Token known = tokens.get(token);
    ObjectNode data = object().put("id", token).put("ttl", known == null ? 0 : known.ttl);
    return known == null ? data : data.put("renewable", known.renewable);
  }

  private Reply renew(String token) {
    Token known = tokens.get(token);
    if (known == null) {
      return Reply.error(400, "invalid lease ID");
    }
    if (!known.renewable) {
      return Reply.error(400, "lease is not renewable");
    }
    tokens.put(token, Token.of(known.ttl, true));
    return Reply.of("auth", auth(token, known.ttl, true));
  }

  private Reply read(String path) {
    Version version = secrets.get(path);
    if (version == null) {
      return Reply.error(404);
    }
    ObjectNode data = object().set("data", version.data);
    data.set("metadata", object().put("version", version.number).put("destroyed", false));
    return Reply.of("data", data);
  }

  private Reply write(String path, JsonNode data) {
    Version version =
        secrets.merge(
            path, new Version(1, data), (old, fresh) -> new Version(old.number + 1, data));
    return Reply.of("data", object().put("version", version.number));
  }

  private static long seconds(JsonNode ttl) {
    return Long.parseLong(ttl.asText("0s").replace("s", ""));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
