package io.storeweaver.account;

import io.storeweaver.WeaverConfig.AuthMode;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who sends a request, by the rules of the mode. */
public final class Authenticator {
  static final String HEADER = "X-User-Id";
  static final String DEMO = "demo";

  /** Demo mode believes every name, so also this one, which may see everything. */
  static final String OPERATOR = "operator";

  private final AuthMode mode;

  public Authenticator(AuthMode mode) {
    this.mode = mode;
  }

  /** The caller, or nothing where the request does not prove one. */
  Optional<Caller> caller(HttpHeaders headers) {
    return switch (mode) {
      case DEMO -> Optional.of(named(headers.getHeaderString(HEADER)));
      case LOCAL -> Optional.empty();
    };
  }

  private static Caller named(@Nullable String name) {
    return name == null || name.isBlank()
        ? new Caller(DEMO, false, Caller.Proof.NONE)
        : new Caller(name.strip(), name.strip().equals(OPERATOR), Caller.Proof.HEADER);
  }
}
