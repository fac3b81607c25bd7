package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static io.storeweaver.server.Browser.AUTH;
import static io.storeweaver.server.Browser.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@LocalTest
class AccountLocalTest {

  @Test
  void whoeverSignsInIsKnownUntilTheySignOut() {
    Browser ann = Browser.somebody();
    assertThat(ann.get(AUTH + "/me").expect(200).text("email")).isEqualTo(ann.email);
    assertThat(ann.get(AUTH + "/me").json().path("operator").asBoolean()).isFalse();
    ann.post(AUTH + "/logout", "").expect(204);
    ann.get(AUTH + "/me").problem(401, "UNAUTHENTICATED");
  }

  @Test
  void aNameInAHeaderMeansNothing() {
    Answer answer = new Api("operator").get(STORES).problem(401, "UNAUTHENTICATED");
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    new Api("").get("/api/v1/health").expect(200);
    assertThat(new Api("").get(AUTH).expect(200).text("mode")).isEqualTo("local");
  }

  @Test
  void aWrongPasswordAndAnUnknownAddressAreAnsweredAlike() {
    Browser ann = Browser.somebody();
    ObjectNode wrong = refusal(Browser.signIn(ann.email, PASSWORD + "!", Browser.anAddress()));
    ObjectNode unknown =
        refusal(Browser.signIn("nobody@example.com", PASSWORD, Browser.anAddress()));
    assertThat(wrong).isEqualTo(unknown);
  }

  private static ObjectNode refusal(Answer answer) {
    answer.problem(401, "SIGN_IN_REFUSED");
    return ((ObjectNode) answer.json()).put("request_id", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "elevenchars",
        "password1234",
        "1234567890123",
        "passwordpassword",
        "!!Dragon2024!!",
        "aaaaaaaaaaaaaaa"
      })
  void aPasswordThatIsGuessedFirstIsRefused(String password) {
    Browser.signUp("weak@example.com", password, null, Browser.anAddress())
        .problem(400, "VALIDATION_FAILED")
        .at("password");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nobody", "a@b", "a b@example.com", "a@exa\\u0000mple.com"})
  void anAddressThatIsNoneIsRefused(String email) {
    Browser.signUp(email, PASSWORD, null, Browser.anAddress()).problem(400, "VALIDATION_FAILED");
  }

  @Test
  void anAddressHasOneAccountHoweverItIsWritten() {
    Browser ann = Browser.somebody();
    Browser.signUp(
            ann.email.toUpperCase(java.util.Locale.ROOT), PASSWORD, null, Browser.anAddress())
        .problem(409, "EMAIL_TAKEN");
  }

  @Test
  void aSessionThatWasPlantedIsNotTakenOver() {
    Browser ann = Browser.somebody();
    String planted = "storeweaver_session=" + "A".repeat(43);
    Answer answer = Browser.signIn(ann.email, PASSWORD, Browser.anAddress(), "Cookie", planted);
    assertThat(answer.expect(200).header("Set-Cookie")).doesNotContain("A".repeat(43));
    ann.get(AUTH + "/me", "Cookie", planted).problem(401, "UNAUTHENTICATED");
  }

  @Test
  void signingInEndsTheSessionThatTheBrowserHad() {
    Browser ann = Browser.somebody();
    String before = ann.cookie();
    Browser.signIn(ann.email, PASSWORD, Browser.anAddress(), "Cookie", before).expect(200);
    ann.get(AUTH + "/me").problem(401, "UNAUTHENTICATED");
  }

  @Test
  void aChangeNeedsTheTokenOfThePage() {
    Browser ann = Browser.somebody();
    String body = Api.body("Shop", "medusa");
    ann.post(STORES, body, "X-CSRF-Token", "").problem(403, "CSRF_TOKEN_MISSING");
    ann.post(STORES, body, "X-CSRF-Token", Browser.somebody().csrf())
        .problem(403, "CSRF_TOKEN_MISSING");
    assertThat(ann.get(STORES).json().path("stores")).isEmpty();
    assertThat(ann.get(AUTH + "/me").text("csrf_token")).isEqualTo(ann.csrf());
    ann.post(STORES, body).expect(202);
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Origin, https://evil.example",
    "Origin, null",
    "Origin, http://127.0.0.1:1"
  })
  void aPageOfAnotherSiteChangesNothing(String header, String value) {
    Browser ann = Browser.somebody();
    ann.post(STORES, Api.body("Shop", "medusa"), header, value).problem(403, "CROSS_SITE");
    ann.post(AUTH + "/logout", "", header, value).problem(403, "CROSS_SITE");
    ann.get(STORES, header, value).expect(200);
  }

  @ParameterizedTest
  @CsvSource({"Sec-Fetch-Site, same-origin", "Sec-Fetch-Site, none"})
  void thePlatformsOwnPageMay(String header, String value) {
    Browser.somebody().post(STORES, Api.body("Shop", "medusa"), header, value).expect(202);
    Browser.somebody().post(STORES, Api.body("Shop", "medusa"), "Origin", Api.root()).expect(202);
  }

  @Test
  void signingOutEverywhereEndsEveryBrowser() {
    Browser ann = Browser.somebody();
    Browser phone = ann.another();
    ann.post(AUTH + "/logout?everywhere=true", "").expect(204);
    ann.get(STORES).problem(401, "UNAUTHENTICATED");
    phone.get(STORES).problem(401, "UNAUTHENTICATED");
  }

  @Test
  void aNewPasswordEndsEveryOtherBrowser() {
    Browser ann = Browser.somebody();
    Browser phone = ann.another();
    String next = "another horse battery staple";
    String body = "{\"current_password\":\"%s\",\"new_password\":\"%s\"}";
    ann.post(AUTH + "/password", body.formatted("wrong", next)).problem(403, "FORBIDDEN");
    Answer changed = ann.post(AUTH + "/password", body.formatted(PASSWORD, next)).expect(200);
    phone.get(STORES).problem(401, "UNAUTHENTICATED");
    ann.get(STORES).problem(401, "UNAUTHENTICATED");
    ann.adopt(changed).get(STORES).expect(200);
    ann.signIn(PASSWORD, Browser.anAddress()).problem(401, "SIGN_IN_REFUSED");
    ann.signIn(next, Browser.anAddress()).expect(200);
  }

  @Test
  void anAccountIsNotClosedWhileItsStoresLive() {
    Browser ann = Browser.somebody();
    String id = ann.create("Shop");
    String body = "{\"password\":\"" + PASSWORD + "\"}";
    ann.post(AUTH + "/close", body).problem(409, "ACCOUNT_OWNS_STORES");
    ann.send("DELETE", STORES + "/" + id, "", "Prefer", "wait=30").expect(200);
    ann.post(AUTH + "/close", "{\"password\":\"wrong\"}").problem(403, "FORBIDDEN");
    ann.post(AUTH + "/close", body).expect(204);
    ann.get(STORES).problem(401, "UNAUTHENTICATED");
    ann.signIn(PASSWORD, Browser.anAddress()).problem(401, "SIGN_IN_REFUSED");
  }

  @Test
  void theSetUpTokenMakesOneOperatorAndNoMore() {
    Browser operator = Browser.operator();
    assertThat(operator.get(AUTH + "/me").json().path("operator").asBoolean()).isTrue();
    assertThat(new Api("").get(AUTH).json().path("set_up_needed").asBoolean()).isFalse();
    Browser.signUp("second@example.com", PASSWORD, Browser.setupToken(), Browser.anAddress())
        .problem(403, "SETUP_TOKEN_INVALID");
    Browser.signUp("third@example.com", PASSWORD, "guessed", Browser.anAddress())
        .problem(403, "SETUP_TOKEN_INVALID");
  }

  @Test
  void afterSomeWrongPasswordsTheRightOneHasToWaitButNotElsewhere() {
    Browser ann = Browser.somebody();
    String address = Browser.anAddress();
    for (int i = 0; i < 5; i++) {
      Browser.signIn(ann.email, "wrong " + i, address).problem(401, "SIGN_IN_REFUSED");
    }
    Answer late = Browser.signIn(ann.email, PASSWORD, address).problem(429, "TOO_MANY_TRIES");
    assertThat(Integer.parseInt(late.header("Retry-After"))).isBetween(1, 901);
    Browser.signIn(ann.email, PASSWORD, Browser.anAddress()).expect(200);
  }

  @Test
  void aSessionEndsWhenItIsNotUsedAndInAnyCase() {
    Browser idle = Browser.somebody();
    Browser old = Browser.somebody();
    Sql.run(
        "update sessions set last_used_at = now() - interval '13 hours' where account = ?",
        idle.id());
    Sql.run(
        "update sessions set created_at = now() - interval '8 days' where account = ?", old.id());
    idle.get(STORES).problem(401, "UNAUTHENTICATED");
    old.get(STORES).problem(401, "UNAUTHENTICATED");
  }

  @Test
  void theCookieIsForThisHostAndForNoScript() {
    Browser ann = Browser.somebody();
    String plain = Browser.signIn(ann.email, PASSWORD, Browser.anAddress()).header("Set-Cookie");
    assertThat(plain).startsWith("storeweaver_session=").contains("; HttpOnly; SameSite=Lax");
    assertThat(plain).contains("; Path=/;").doesNotContain("Domain");
    Answer secure =
        Browser.signIn(ann.email, PASSWORD, Browser.anAddress(), "X-Forwarded-Proto", "https");
    assertThat(secure.header("Set-Cookie"))
        .startsWith("__Host-storeweaver_session=")
        .endsWith("; Secure");
    Browser overTls = ann.another().adopt(secure);
    overTls.get(STORES, "X-Forwarded-Proto", "https").expect(200);
    overTls.get(STORES).problem(401, "UNAUTHENTICATED");
  }

  @Test
  void nothingOfASessionOrPasswordIsKeptAsItIs() {
    Browser ann = Browser.somebody();
    String secret = ann.cookie().replaceAll(".*=", "");
    String kept = Sql.text("select string_agg(s::text, ' ') from sessions s");
    assertThat(kept).doesNotContain(secret);
    assertThat(Sql.text("select password from accounts where email = ?", ann.email))
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
        .doesNotContain(PASSWORD);
  }

  @Test
  void aPasswordHashOfFormerTimesIsMadeAnewAtSignIn() {
    Browser ann = Browser.somebody();
    // Of the same password, with less memory and time.
    String former =
        "$argon2id$v=19$m=8192,t=1,p=1$kT4vpc2S3ZPYGwNVzaEPMA$+Hl+awlCseBu9gre1ZMPGWIB9ufh0Mlm3+r9NITJw1U";
    Sql.run("update accounts set password = ? where email = ?", former, ann.email);
    ann.signIn(PASSWORD, Browser.anAddress()).expect(200);
    assertThat(Sql.text("select password from accounts where email = ?", ann.email))
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    ann.signIn(PASSWORD, Browser.anAddress()).expect(200);
  }
}
