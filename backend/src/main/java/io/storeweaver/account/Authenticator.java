package io.storeweaver.account;

import io.storeweaver.AccountsConfig.AuthMode;
import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.account.Caller.Proof;
import io.storeweaver.http.Origin;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out who sends a request, by the rules of the mode. */
public final class Authenticator {
  static final String HEADER = "X-User-Id";
  static final String CSRF_HEADER = "X-CSRF-Token";
  static final String DEMO = "demo";
  private static final Set<String> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  /** Demo mode believes every name, so also this one, which may see everything. */
  static final String OPERATOR = "operator";

  private final AuthMode mode;
  private final Sessions sessions;
  private final SessionCookie cookie;
  private final Tokens tokens;

  public Authenticator(AuthMode mode, Sessions sessions, SessionCookie cookie, Tokens tokens) {
    this.mode = mode;
    this.sessions = sessions;
    this.cookie = cookie;
    this.tokens = tokens;
  }

  /**
   * The caller, or nothing where the request does not prove one.
   *
   * @throws Rejected where a browser is signed in, but the page did not ask for this change itself
   */
  Optional<Caller> caller(ContainerRequestContext request, Origin origin) {
    return switch (mode) {
      case DEMO -> Optional.of(named(request.getHeaderString(HEADER), origin));
      case LOCAL -> proven(request, origin);
    };
  }

  private static Caller named(@Nullable String name, Origin origin) {
    if (name == null || name.isBlank()) {
      return new Caller(DEMO, false, Proof.NONE, Caller.EVERYTHING, origin);
    }
    String account = name.strip();
    boolean operator = account.equals(OPERATOR);
    return new Caller(account, operator, Proof.HEADER, Caller.EVERYTHING, origin);
  }

  // Whoever sends a token means it: a bad one is not made good by a cookie.
  private Optional<Caller> proven(ContainerRequestContext request, Origin origin) {
    String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (authorization != null) {
      return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
          ? tokens.use(authorization.substring(7).strip()).map(use -> byToken(use, origin))
          : Optional.empty();
    }
    Optional<String> secret = cookie.secret(request.getCookies(), origin);
    Optional<Account> account = secret.flatMap(sessions::account);
    if (account.isPresent() && !SAFE.contains(request.getMethod())) {
      checkCsrf(request.getHeaderString(CSRF_HEADER), secret.orElseThrow());
    }
    return account.map(a -> bySession(a, origin));
  }

  private static Caller byToken(Tokens.Use use, Origin origin) {
    boolean operator = use.account().role() == Role.OPERATOR && use.scopes().contains(Scope.ADMIN);
    return new Caller(use.account().id(), operator, Proof.TOKEN, use.scopes(), origin);
  }

  private static Caller bySession(Account account, Origin origin) {
    boolean operator = account.role() == Role.OPERATOR;
    return new Caller(account.id(), operator, Proof.SESSION, Caller.EVERYTHING, origin);
  }

  private static void checkCsrf(@Nullable String given, String secret) {
    byte[] expected = Sessions.csrfToken(secret).getBytes(StandardCharsets.US_ASCII);
    if (given == null || !MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
      throw new Rejected(
          Reason.CSRF_TOKEN_MISSING,
          "A change by a signed-in browser needs the header "
              + CSRF_HEADER
              + " with the csrf_token of GET /api/v1/auth/me.");
    }
  }
}
