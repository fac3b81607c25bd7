package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A person who has signed in with e-mail and password, for as long as one command takes. Only a
 * person may make, list and revoke tokens; a token may not.
 */
final class Session implements AutoCloseable {
  private static final String TOKENS = "/auth/tokens";
  private static final List<String> OWNER =
      List.of("stores:read", "stores:write", "credentials:read");

  private final Api api;
  private final JsonNode account;

  private Session(Api api, JsonNode account) {
    this.api = api;
    this.account = account;
  }

  static Session begin(Access nobody, String email, String password) {
    ObjectNode body =
        JsonNodeFactory.instance.objectNode().put("email", email).put("password", password);
    Api.Answer answer = new Api(nobody).send("POST", "/auth/login", body);
    String cookie = answer.cookie().split(";", 2)[0];
    String proof = answer.body().path("csrf_token").asText();
    Api api = new Api(nobody, Map.of("Cookie", cookie, "X-CSRF-Token", proof));
    return new Session(api, answer.body().path("account"));
  }

  /** Everything that the account may do itself. */
  List<String> scopes() {
    boolean operator = api.get("/auth/me").path("operator").asBoolean();
    return operator ? Stream.concat(OWNER.stream(), Stream.of("admin")).toList() : OWNER;
  }

  JsonNode account() {
    return account;
  }

  JsonNode tokens() {
    return api.get(TOKENS);
  }

  /** Makes a token; the answer holds its secret, which is never to be read again. */
  JsonNode makeToken(String name, List<String> scopes, int days) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", name);
    ArrayNode list = body.putArray("scopes");
    scopes.forEach(list::add);
    return api.post(TOKENS, body.put("expires_in_days", days));
  }

  void revoke(String id) {
    api.send("DELETE", TOKENS + "/" + Api.encoded(id), null);
  }

  @Override
  public void close() {
    try {
      api.post("/auth/logout", null);
    } catch (CommandFailed e) {
      // What the session was for is done, and it ends by itself.
    }
  }
}
