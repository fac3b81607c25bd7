package io.storeweaver.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A person with an account at a browser: keeps the cookie and sends the CSRF token along. */
final class Browser {
  static final String AUTH = "/api/v1/auth";
  static final String PASSWORD = "ninety nine blue teapots";
  private static final Api NOBODY = new Api("somebody-else");
  private static final AtomicInteger PEOPLE = new AtomicInteger();

  final String email;
  private String cookie = "";
  private String csrf = "";

  private Browser(String email) {
    this.email = email;
  }

  /** Somebody new, signed in. */
  static Browser somebody() {
    String email = "person" + PEOPLE.incrementAndGet() + "@example.com";
    signUp(email, PASSWORD, null, anAddress()).expect(201);
    Browser browser = new Browser(email);
    browser.signIn(PASSWORD, anAddress()).expect(200);
    return browser;
  }

  /** Another browser of the same person. */
  Browser another() {
    Browser other = new Browser(email);
    other.signIn(PASSWORD, anAddress()).expect(200);
    return other;
  }

  /** The operator, who was made with the set-up token. */
  static Browser operator() {
    return Operator.FIRST.another();
  }

  private static final class Operator {
    static final Browser FIRST = make();

    private static Browser make() {
      signUp("operator@example.com", PASSWORD, setupToken(), anAddress()).expect(201);
      return new Browser("operator@example.com");
    }
  }

  static String setupToken() {
    try {
      return Files.readString(Path.of(System.getProperty("weaver.data-dir"), "setup-token"))
          .strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An address from which nothing has been sent yet. */
  static String anAddress() {
    int n = PEOPLE.incrementAndGet();
    return "198.18." + n / 250 + "." + (n % 250 + 1);
  }

  static Answer signUp(String email, String password, @Nullable String setupToken, String address) {
    var body = JsonNodeFactory.instance.objectNode().put("email", email).put("password", password);
    if (setupToken != null) {
      body.put("setup_token", setupToken);
    }
    return NOBODY.post(AUTH + "/signup", body.toString(), "X-Forwarded-For", address);
  }

  static Answer signIn(String email, String password, String address, String... headers) {
    var body = JsonNodeFactory.instance.objectNode().put("email", email).put("password", password);
    List<String> all = new ArrayList<>(List.of("X-Forwarded-For", address));
    all.addAll(Arrays.asList(headers));
    return NOBODY.post(AUTH + "/login", body.toString(), all.toArray(String[]::new));
  }

  Answer signIn(String password, String address) {
    Answer answer = signIn(email, password, address);
    if (answer.status() == 200) {
      adopt(answer);
    }
    return answer;
  }

  /** Takes cookie and CSRF token from an answer that begins a session. */
  Browser adopt(Answer answer) {
    cookie = answer.header("Set-Cookie").replaceAll(";.*", "");
    csrf = answer.text("csrf_token");
    return this;
  }

  String cookie() {
    return cookie;
  }

  String csrf() {
    return csrf;
  }

  String id() {
    return get(AUTH + "/me").expect(200).text("id");
  }

  Answer get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  Answer post(String path, String body, String... headers) {
    return send("POST", path, body, headers);
  }

  Answer send(String method, String path, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of("Cookie", cookie, "X-CSRF-Token", csrf));
    if (!body.isEmpty()) {
      all.addAll(List.of("Content-Type", "application/json"));
    }
    all.addAll(Arrays.asList(headers));
    return NOBODY.send(
        method, path, body.getBytes(StandardCharsets.UTF_8), all.toArray(String[]::new));
  }

  /** Creates a store and gives its id. */
  String create(String name) {
    return post(Api.STORES, Api.body(name, "medusa")).expect(202).text("id");
  }

  /** Waits until a store shows that status, and gives its id. */
  String await(String id, String status) {
    long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    while (!get(Api.STORES + "/" + id).text("status").equals(status)) {
      if (System.nanoTime() > end) {
        throw new AssertionError(id + " is not " + status + " in time");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return id;
  }

  /** Makes an API token and gives the answer, with the secret. */
  Answer token(String... scopes) {
    var body = JsonNodeFactory.instance.objectNode().put("name", "a token");
    var list = body.putArray("scopes");
    Arrays.stream(scopes).forEach(list::add);
    return post(AUTH + "/tokens", body.toString());
  }

  /** A request with nothing but an API token. */
  static Answer withToken(String secret, String method, String path, String body) {
    String[] headers =
        body.isEmpty()
            ? new String[] {"Authorization", "Bearer " + secret}
            : new String[] {
              "Authorization", "Bearer " + secret, "Content-Type", "application/json"
            };
    return NOBODY.send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
  }
}
