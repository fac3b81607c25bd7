package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static io.storeweaver.server.Browser.AUTH;
import static io.storeweaver.server.Browser.PASSWORD;
import static io.storeweaver.server.Browser.withToken;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@LocalTest
class RolesLocalTest {
  private static final String USERS = "/api/v1/users";
  private static final String AUDIT = "/api/v1/audit";

  @Test
  void anOperatorSeesAllStoresButNoLogin() {
    Browser ann = Browser.somebody();
    String id = ann.create("Anns");
    Browser operator = Browser.operator();
    operator.get(STORES + "/" + id).expect(200);
    operator.get(STORES + "/" + id + "/credentials").problem(403, "FORBIDDEN");
    Browser.somebody().get(STORES + "/" + id).problem(404, "NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(strings = {USERS, AUDIT, AUDIT + "/verify", AUDIT + "/export"})
  void whatIsAnOperatorsIsNobodyElses(String path) {
    Browser ann = Browser.somebody();
    ann.get(path, "Accept", "*/*").problem(403, "FORBIDDEN");
    Browser.operator().get(path, "Accept", "*/*").expect(200);
  }

  @Test
  void aTokenMayWhatItsScopesSay() {
    Browser ann = Browser.somebody();
    String id = ann.create("Shop");
    String read = ann.token("stores:read").expect(201).text("secret");
    String write = ann.token("stores:write").expect(201).text("secret");
    withToken(read, "GET", STORES + "/" + id, "").expect(200);
    withToken(read, "POST", STORES, Api.body("B", "medusa")).problem(403, "FORBIDDEN");
    withToken(read, "DELETE", STORES + "/" + id, "").problem(403, "FORBIDDEN");
    withToken(read, "GET", STORES + "/" + id + "/credentials", "").problem(403, "FORBIDDEN");
    withToken(write, "GET", STORES, "").problem(403, "FORBIDDEN");
    withToken(write, "POST", STORES, Api.body("C", "medusa")).expect(202);
    String login = ann.token("credentials:read").expect(201).text("secret");
    withToken(login, "GET", STORES, "").problem(403, "FORBIDDEN");
    assertThat(withToken(login, "GET", STORES + "/" + id + "/credentials", "").status())
        .isIn(200, 409);
  }

  @Test
  void aTokenIsShownOnceAndFoundByScanners() {
    Browser ann = Browser.somebody();
    Answer made = ann.token("stores:read").expect(201);
    String secret = made.text("secret");
    assertThat(secret).matches("swt_[A-Za-z0-9_-]{43}[0-9a-f]{8}");
    Answer list = ann.get(AUTH + "/tokens").expect(200);
    assertThat(list.body()).doesNotContain(secret).contains(made.text("token.id"));
    assertThat(list.json().at("/tokens/0/last_used_at").isNull()).isTrue();
    withToken(secret, "GET", STORES, "").expect(200);
    assertThat(ann.get(AUTH + "/tokens").text("tokens.0.last_used_at")).isNotBlank();
    assertThat(Sql.text("select string_agg(t::text, ' ') from tokens t")).doesNotContain(secret);
  }

  @Test
  void aTokenEndsWhenItIsRevokedExpiresOrIsSpoilt() {
    Browser ann = Browser.somebody();
    Answer revoked = ann.token("stores:read").expect(201);
    withToken(revoked.text("secret"), "GET", STORES, "").expect(200);
    String path = AUTH + "/tokens/" + revoked.text("token.id");
    Browser.somebody().send("DELETE", path, "").problem(404, "NOT_FOUND");
    ann.send("DELETE", path, "").expect(204);
    ann.send("DELETE", path, "").expect(204);
    withToken(revoked.text("secret"), "GET", STORES, "").problem(401, "UNAUTHENTICATED");

    Answer expired = ann.token("stores:read").expect(201);
    Sql.run("update tokens set expires_at = now() where id = ?", expired.text("token.id"));
    withToken(expired.text("secret"), "GET", STORES, "").problem(401, "UNAUTHENTICATED");

    String good = ann.token("stores:read").expect(201).text("secret");
    String spoilt = good.substring(0, good.length() - 1) + (good.endsWith("0") ? "1" : "0");
    withToken(spoilt, "GET", STORES, "").problem(401, "UNAUTHENTICATED");
    ann.get(STORES, "Authorization", "Bearer " + spoilt).problem(401, "UNAUTHENTICATED");
  }

  @Test
  void aTokenMakesNoTokenAndTakesNoAccountOver() {
    Browser operator = Browser.operator();
    String secret =
        operator
            .token("stores:read", "stores:write", "credentials:read", "admin")
            .expect(201)
            .text("secret");
    withToken(secret, "GET", AUTH + "/tokens", "").problem(403, "FORBIDDEN");
    withToken(secret, "POST", AUTH + "/tokens", "{\"name\":\"x\",\"scopes\":[\"admin\"]}")
        .problem(403, "FORBIDDEN");
    withToken(secret, "POST", AUTH + "/password", "{}").problem(403, "FORBIDDEN");
    withToken(secret, "POST", AUTH + "/close", "{}").problem(403, "FORBIDDEN");
    withToken(secret, "GET", USERS, "").expect(200);
  }

  @Test
  void anOperatorsTokenSeesItsOwnStoresOnlyUnlessItIsForMore() {
    String id = Browser.somebody().create("Anns");
    Browser operator = Browser.operator();
    String narrow = operator.token("stores:read").expect(201).text("secret");
    String wide = operator.token("stores:read", "admin").expect(201).text("secret");
    withToken(narrow, "GET", STORES + "/" + id, "").problem(404, "NOT_FOUND");
    withToken(narrow, "GET", USERS, "").problem(403, "FORBIDDEN");
    withToken(wide, "GET", STORES + "/" + id, "").expect(200);
    Browser.somebody().token("admin").problem(403, "FORBIDDEN");
  }

  @Test
  void whoeverIsSuspendedIsOutAtOnceUntilTheyAreNot() {
    Browser ann = Browser.somebody();
    String token = ann.token("stores:read").expect(201).text("secret");
    String user = USERS + "/" + ann.id();
    Browser operator = Browser.operator();
    operator.send("PATCH", user, "{\"suspended\":true}").expect(200);
    ann.get(STORES).problem(401, "UNAUTHENTICATED");
    withToken(token, "GET", STORES, "").problem(401, "UNAUTHENTICATED");
    ann.signIn(PASSWORD, Browser.anAddress()).problem(401, "SIGN_IN_REFUSED");
    operator.send("PATCH", user, "{\"suspended\":false}").expect(200);
    ann.signIn(PASSWORD, Browser.anAddress()).expect(200);
    withToken(token, "GET", STORES, "").expect(200);
  }

  @Test
  void thereIsAlwaysAnOperator() {
    Browser operator = Browser.operator();
    String self = USERS + "/" + operator.id();
    operator.send("PATCH", self, "{\"role\":\"user\"}").problem(409, "LAST_OPERATOR");
    operator.send("PATCH", self, "{\"suspended\":true}").problem(409, "LAST_OPERATOR");
    operator.send("DELETE", self, "").problem(409, "LAST_OPERATOR");
    operator.get(USERS).expect(200);
  }

  @Test
  void anOperatorMakesAccountsAndSetsTheirLimits() {
    Browser operator = Browser.operator();
    String body = "{\"email\":\"made@example.com\",\"password\":\"%s\"}".formatted(PASSWORD);
    String id = operator.post(USERS, body).expect(201).text("id");
    Answer limited =
        operator.send("PATCH", USERS + "/" + id, "{\"limits\":{\"max_stores\":2}}").expect(200);
    assertThat(limited.json().at("/limits/max_stores").asInt()).isEqualTo(2);
    assertThat(operator.get(USERS + "?q=MADE@").json().at("/users/0/id").asText()).isEqualTo(id);
    operator
        .send("PATCH", USERS + "/" + id, "{\"limits\":{\"max_stores\":-1}}")
        .problem(400, "VALIDATION_FAILED");
    operator.send("PATCH", USERS + "/" + id, "{\"name\":1}").problem(400, "UNKNOWN_FIELD");
    operator.send("PATCH", USERS + "/nobody", "{}").problem(404, "NOT_FOUND");
  }
}
