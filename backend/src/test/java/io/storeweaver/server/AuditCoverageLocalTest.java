package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static io.storeweaver.server.Browser.AUTH;
import static io.storeweaver.server.Browser.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation of the description that changes something, and the one that reads a login, leaves
 * an entry of the audit log with the request's id. A new operation without an example here fails.
 */
@LocalTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditCoverageLocalTest {
  private static final String USERS = "/api/v1/users";
  private static final String CONFIRM = "{\"password\":\"" + PASSWORD + "\"}";

  private final Browser ann = Browser.somebody();
  private final Browser operator = Browser.operator();

  private final Map<String, Supplier<Answer>> acts =
      Map.ofEntries(
          Map.entry("createStore", () -> ann.post(STORES, Api.body("Made", "medusa"))),
          Map.entry("editStore", () -> edit(ready("Edited"), "{\"plan\":\"standard\"}")),
          Map.entry("deleteStore", () -> ann.send("DELETE", at(ready("Deleted")), "")),
          Map.entry("retryStore", () -> ann.post(at(failed()) + "/retry", "")),
          Map.entry("cancelStore", () -> ann.post(at(underWay()) + "/cancel", "")),
          Map.entry(
              "rollbackStore", () -> ann.post(at(ready("Back")) + "/rollback", "{\"revision\":1}")),
          Map.entry("getStoreCredentials", () -> ann.get(at(ready("Read")) + "/credentials")),
          Map.entry(
              "signUp",
              () -> Browser.signUp("covered@example.com", PASSWORD, null, Browser.anAddress())),
          Map.entry("signIn", () -> Browser.signIn(ann.email, PASSWORD, Browser.anAddress())),
          Map.entry("signOut", () -> ann.another().post(AUTH + "/logout", "")),
          Map.entry(
              "changePassword",
              () ->
                  Browser.somebody()
                      .post(
                          AUTH + "/password",
                          "{\"current_password\":\"%s\",\"new_password\":\"another %s\"}"
                              .formatted(PASSWORD, PASSWORD))),
          Map.entry("closeAccount", () -> Browser.somebody().post(AUTH + "/close", CONFIRM)),
          Map.entry("createToken", () -> ann.token("stores:read")),
          Map.entry(
              "revokeToken",
              () ->
                  ann.send(
                      "DELETE", AUTH + "/tokens/" + ann.token("stores:read").text("token.id"), "")),
          Map.entry(
              "createUser",
              () ->
                  operator.post(
                      USERS,
                      "{\"email\":\"byhand@example.com\",\"password\":\"%s\"}"
                          .formatted(PASSWORD))),
          Map.entry(
              "changeUser",
              () ->
                  operator.send(
                      "PATCH", USERS + "/" + ann.id(), "{\"limits\":{\"max_stores\":90}}")),
          Map.entry(
              "closeUser",
              () -> operator.send("DELETE", USERS + "/" + Browser.somebody().id(), "")));

  Set<String> changes() {
    Set<String> changes = new TreeSet<>(Set.of("getStoreCredentials"));
    JsonNode paths = new Api("").get("/openapi?format=json").expect(200).json().path("paths");
    for (JsonNode path : paths) {
      path.properties().stream()
          .filter(e -> Set.of("post", "put", "patch", "delete").contains(e.getKey()))
          .forEach(e -> changes.add(e.getValue().path("operationId").asText()));
    }
    return changes;
  }

  @Test
  void everyChangeHasAnExampleHere() {
    assertThat(changes()).isEqualTo(new TreeSet<>(acts.keySet()));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeLeavesItsEntry(String operation) {
    Answer answer = Objects.requireNonNull(acts.get(operation)).get();
    assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
    String request = answer.header("X-Request-Id");
    assertThat(
            Sql.text(
                "select count(*) from audit_log where request_id = ? and action <> '' and address <> ''",
                request))
        .isNotEqualTo("0");
  }

  private static String at(String id) {
    return STORES + "/" + id;
  }

  private Answer edit(String id, String body) {
    String tag = ann.get(at(id)).header("ETag");
    return ann.send("PATCH", at(id), body, "If-Match", tag);
  }

  private String ready(String name) {
    return ann.await(ann.create(name), "READY");
  }

  private String failed() {
    return ann.await(ann.create("fail-setup-job audited"), "FAILED");
  }

  // A failure that is waited out for a while, so that there is time to cancel.
  private String underWay() {
    return ann.create("fail-image-pull audited");
  }
}
