package io.storeweaver.account;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * How the first operator gets in: by a secret that only whoever starts the platform sees. Nobody
 * becomes operator by being the first to sign up.
 */
public final class SetupTokens {
  private final Jdbi jdbi;

  public SetupTokens(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A new token, where there is no operator yet. */
  public Optional<String> issue() {
    return jdbi.inTransaction(
        handle -> {
          if (Accounts.operatorExists(handle)) {
            return Optional.empty();
          }
          String secret = Secrets.random();
          handle.execute("insert into setup_tokens (secret) values (?)", Secrets.digest(secret));
          return Optional.of(secret);
        });
  }

  /** True where the platform waits for its first operator. */
  boolean needed() {
    return jdbi.withHandle(handle -> !Accounts.operatorExists(handle));
  }

  /** Uses a token up, and with it all others. */
  static boolean redeem(Handle handle, String secret) {
    handle.execute("lock table setup_tokens in exclusive mode");
    boolean known =
        handle
            .createQuery("select exists (select 1 from setup_tokens where secret = ?)")
            .bind(0, Secrets.digest(secret))
            .mapTo(Boolean.class)
            .one();
    if (!known || Accounts.operatorExists(handle)) {
      return false;
    }
    handle.execute("delete from setup_tokens");
    return true;
  }
}
