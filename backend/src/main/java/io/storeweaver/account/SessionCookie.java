package io.storeweaver.account;

import io.storeweaver.http.Origin;
import jakarta.ws.rs.core.Cookie;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The cookie that carries a session's secret. Over https its name begins with {@code __Host-}, so
 * that a browser takes it only from this very host and never from a neighbouring one.
 *
 * @param alwaysSecure true where the platform is only reached by https, whatever a request says
 */
public record SessionCookie(boolean alwaysSecure) {
  private static final String PLAIN = "storeweaver_session";
  private static final String SECURE = "__Host-" + PLAIN;

  private boolean secure(Origin origin) {
    return alwaysSecure || origin.secure();
  }

  Optional<String> secret(Map<String, Cookie> cookies, Origin origin) {
    return Optional.ofNullable(cookies.get(secure(origin) ? SECURE : PLAIN)).map(Cookie::getValue);
  }

  /** The Set-Cookie field that begins a session. */
  String begin(String secret, Origin origin, Duration life) {
    return field(secret, origin, life.toSeconds());
  }

  /** The Set-Cookie field that makes a browser forget it. */
  String end(Origin origin) {
    return field("", origin, 0);
  }

  private String field(String value, Origin origin, long seconds) {
    return (secure(origin) ? SECURE : PLAIN)
        + "="
        + value
        + "; Path=/; Max-Age="
        + seconds
        + "; HttpOnly; SameSite=Lax"
        + (secure(origin) ? "; Secure" : "");
  }
}
