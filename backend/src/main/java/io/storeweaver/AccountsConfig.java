package io.storeweaver;

import java.time.Duration;
import java.util.Optional;

/**
 * Who may call and how they prove who they are.
 *
 * @param signUpOpen whether anybody may make an account
 * @param sessionIdle after which an unused session ends
 * @param sessionLongest after which any session ends
 * @param trustedProxies whose word about the client's address is believed
 * @param auditRetention how long entries of the audit log are kept; nothing where for ever
 */
public record AccountsConfig(
    AuthMode mode,
    boolean signUpOpen,
    Duration sessionIdle,
    Duration sessionLongest,
    String trustedProxies,
    Optional<Duration> auditRetention) {

  /** How a caller says who they are. */
  public enum AuthMode {
    /** A header, which is believed: for one machine. */
    DEMO,
    /** An account of this platform, with a session or an API token. */
    LOCAL
  }

  static AccountsConfig of(Settings settings, ServerConfig server) {
    int days = settings.whole(Setting.AUDIT_RETENTION_DAYS, 0, 36_500);
    return new AccountsConfig(
        mode(settings, server),
        settings.oneOf(Setting.SIGN_UP, "open", "closed").equals("open"),
        settings.hours(Setting.SESSION_IDLE_HOURS, 720),
        settings.hours(Setting.SESSION_HOURS, 8760),
        settings.text(Setting.TRUSTED_PROXIES),
        days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days)));
  }

  private static AuthMode mode(Settings settings, ServerConfig server) {
    if (settings.optional(Setting.AUTH_MODE).isEmpty()) {
      return !server.production() && server.onLoopback() ? AuthMode.DEMO : AuthMode.LOCAL;
    }
    if (settings.text(Setting.AUTH_MODE).equals("oidc")) {
      throw new InvalidSetting(
          "AUTH_MODE=oidc is not there: sign-in by an OpenID provider is not supported; use AUTH_MODE=local.");
    }
    AuthMode mode = settings.choice(AuthMode.class, Setting.AUTH_MODE);
    if (mode == AuthMode.DEMO) {
      refuseDemoOffLoopback(server);
    }
    return mode;
  }

  private static void refuseDemoOffLoopback(ServerConfig server) {
    if (server.production()) {
      throw new InvalidSetting(
          "AUTH_MODE=demo trusts a header and is refused with ENVIRONMENT=production.");
    }
    if (!server.onLoopback()) {
      throw new InvalidSetting(
          "AUTH_MODE=demo trusts a header and is refused on HOST=%s: use a loopback address such as 127.0.0.1."
              .formatted(server.host()));
    }
  }
}
