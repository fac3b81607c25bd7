package io.storeweaver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeweaver.cli.ScriptedServer.Request;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in where the server has accounts, and what only a signed-in person may do. */
class LoginTest {
  private final ScriptedServer server;
  private final Cli cli;

  LoginTest() throws IOException {
    server = new ScriptedServer();
    cli = Cli.nobody().with("WEAVER_SERVER", server.root());
  }

  @BeforeEach
  void aServerWithAccounts() {
    server
        .on("GET /auth", 200, "{\"mode\":\"local\"}")
        .on(
            "POST /auth/login",
            200,
            "{\"account\":{\"email\":\"me@example.com\"},\"csrf_token\":\"proof\"}",
            "Set-Cookie",
            "storeweaver_session=s3cret; Path=/; HttpOnly")
        .on("POST /auth/tokens", 201, "{\"token\":{\"id\":\"t1\"},\"secret\":\"swt_new\"}")
        .on("POST /auth/logout", 204, "");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aPasswordBecomesATokenAndOnlyTheTokenIsKept() throws IOException {
    server.on("GET /auth/me", 200, "{\"operator\":false}");

    Result result = login("opensesame");

    assertThat(result.expect(Exit.OK).err()).contains("You are me@example.com at");
    assertThat(Files.readString(cli.loginFile())).contains("swt_new").doesNotContain("opensesame");
    Request made = server.request("POST /auth/tokens");
    assertThat(made.header("Cookie")).isEqualTo("storeweaver_session=s3cret");
    assertThat(made.header("X-csrf-token")).isEqualTo("proof");
    assertThat(made.body()).contains("credentials:read").doesNotContain("admin");
    assertThat(server.requests().getLast().line()).isEqualTo("POST /auth/logout");
  }

  @Test
  void anOperatorsTokenMayWhatTheOperatorMay() {
    server.on("GET /auth/me", 200, "{\"operator\":true}");

    login("opensesame").expect(Exit.OK);

    assertThat(server.request("POST /auth/tokens").body()).contains("\"admin\"");
  }

  @Test
  void theTokenThatWasKeptIsSentFromThenOn() {
    server.on("GET /auth/me", 200, "{\"operator\":false}").on("GET /quota", 200, "{}");
    login("opensesame").expect(Exit.OK);

    cli.run("quota").expect(Exit.OK);

    assertThat(server.request("GET /quota").header("Authorization")).isEqualTo("Bearer swt_new");
    assertThat(cli.run("logout").err()).contains("weaver tokens revoke t1");
  }

  @Test
  void aWrongPasswordKeepsNothing() throws IOException {
    try (ScriptedServer strict = new ScriptedServer()) {
      strict
          .on("GET /auth", 200, "{\"mode\":\"local\"}")
          .on("POST /auth/login", 401, "{\"detail\":\"E-mail or password is wrong.\"}");

      Result result =
          cli.with("WEAVER_SERVER", strict.root())
              .runWith("x\n", "login", "--email", "me@example.com", "--password-stdin")
              .expect(Exit.NOT_PERMITTED);

      assertThat(result.err()).contains("E-mail or password is wrong.");
      assertThat(cli.loginFile()).doesNotExist();
    }
  }

  @Test
  void whoSignsInInTheBrowserOnlyIsToldAboutTokens() throws IOException {
    try (ScriptedServer oidc = new ScriptedServer()) {
      oidc.on("GET /auth", 200, "{\"mode\":\"oidc\"}");

      assertThat(
              cli.with("WEAVER_SERVER", oidc.root()).run("login").expect(Exit.NOT_PERMITTED).err())
          .contains("WEAVER_TOKEN");
    }
  }

  @Test
  void withoutATerminalAPasswordMustBeHandedOver() {
    assertThat(cli.run("login", "--email", "me@example.com").expect(Exit.USAGE).err())
        .contains("--password-stdin");
    assertThat(cli.run("tokens", "list").expect(Exit.USAGE).err()).contains("--email");
  }

  @Test
  void aNewTokensSecretIsTheAnswerAndNothingElse() {
    Result result =
        cli.runWith(
            "opensesame\n",
            "tokens",
            "create",
            "ci",
            "--scope",
            "stores:read",
            "--email",
            "me@example.com",
            "--password-stdin");

    assertThat(result.expect(Exit.OK).line()).isEqualTo("swt_new");
    assertThat(server.request("POST /auth/tokens").body())
        .contains("\"scopes\":[\"stores:read\"]")
        .contains("\"expires_in_days\":90");
  }

  @Test
  void tokensAreListedAndRevoked() {
    server
        .on(
            "GET /auth/tokens",
            200,
            "{\"tokens\":[{\"id\":\"t1\",\"name\":\"ci\",\"hint\":\"9f\",\"scopes\":[\"stores:read\"]}]}")
        .on("DELETE /auth/tokens/t1", 204, "");

    assertThat(signedIn("tokens", "list").expect(Exit.OK).out())
        .contains("t1")
        .contains("…9f")
        .contains("stores:read");
    assertThat(signedIn("tokens", "revoke", "t1").expect(Exit.OK).line()).isEqualTo("t1");
    assertThat(signedIn("tokens", "revoke", "t2").expect(Exit.NOT_FOUND).out()).isEmpty();
  }

  @Test
  void anAuditLogThatWasTamperedWithEndsWithAnError() {
    server.on(
        "GET /audit/verify",
        200,
        "{\"intact\":false,\"entries\":4,\"waiting\":0,\"head\":{\"seq\":4,\"hash\":\"ab\"},"
            + "\"broken\":\"Entry 5 is not as it was recorded.\"}");

    Result result = cli.run("audit", "verify").expect(Exit.REFUSED);

    assertThat(result.out()).contains("Intact").contains("4 ab");
    assertThat(result.err()).contains("Entry 5 is not as it was recorded.");
  }

  @Test
  void theAuditLogIsAskedForWhatWasWanted() {
    server.on(
        "GET /audit",
        200,
        "{\"entries\":[{\"at\":\"2026-01-01T00:00:00Z\",\"actor\":\"erin\",\"action\":\"store.create\"}]}");

    assertThat(cli.run("audit", "list", "--actor", "erin", "--limit", "5").expect(Exit.OK).out())
        .contains("erin")
        .contains("store.create");
  }

  @Test
  void aRedirectNeverCarriesTheTokenAway() throws IOException {
    try (ScriptedServer elsewhere = new ScriptedServer()) {
      server.on("GET /engines", 302, "", "Location", elsewhere.root() + "/api/v1/engines");

      cli.with("WEAVER_TOKEN", "swt_mine").run("engines").expect(Exit.REFUSED);

      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void aStreamThatIsCutIsOpenedAnew() {
    String store =
        "{\"id\":\"acme-1\",\"generation\":1,\"store_url\":\"http://acme\",\"status\":\"%s\"}";
    String event = "event: store\ndata: " + store + "\n\n";
    server
        .on("GET /stores/acme-1", 200, store.formatted("PROVISIONING"))
        .on("GET /stores/acme-1/events/stream", 200, event.formatted("PROVISIONING"))
        .on("GET /stores/acme-1/events/stream", 200, event.formatted("READY"));

    Result result = cli.run("stores", "wait", "acme-1", "--timeout", "30s").expect(Exit.OK);

    assertThat(result.line()).isEqualTo("http://acme");
    assertThat(result.err()).contains("The connection is lost").contains("trying again");
  }

  private Result login(String password) {
    return cli.runWith(password + "\n", "login", "--email", "me@example.com", "--password-stdin");
  }

  private Result signedIn(String... words) {
    String[] all = java.util.Arrays.copyOf(words, words.length + 3);
    all[words.length] = "--email";
    all[words.length + 1] = "me@example.com";
    all[words.length + 2] = "--password-stdin";
    return cli.runWith("opensesame\n", all);
  }
}
