package io.storeweaver.account;

import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Browsers that are signed in. A session is a random secret that is made at sign-in and never taken
 * from a client; it ends when it is not used for a while, and in any case after some days.
 */
public final class Sessions {
  private final Jdbi jdbi;
  private final Lifetime lifetime;

  /**
   * How long a session lasts.
   *
   * @param idle without a request
   * @param longest in any case
   */
  public record Lifetime(Duration idle, Duration longest) {}

  public Sessions(Jdbi jdbi, Lifetime lifetime) {
    this.jdbi = jdbi;
    this.lifetime = lifetime;
  }

  Duration longest() {
    return lifetime.longest;
  }

  /** Begins a session and gives its secret, which is kept nowhere. */
  static String begin(Handle handle, String account) {
    String secret = Secrets.random();
    handle.execute(
        "insert into sessions (secret, account) values (?, ?)", Secrets.digest(secret), account);
    handle.execute("update accounts set signed_in_at = now() where id = ?", account);
    return secret;
  }

  /** The account of a session that is alive. */
  Optional<Account> account(String secret) {
    byte[] digest = Secrets.digest(secret);
    return jdbi.withHandle(
        handle -> {
          Optional<Account> account =
              handle
                  .createQuery(
                      """
                      select a.* from sessions s join accounts a on a.id = s.account
                      where s.secret = :secret and s.last_used_at > now() - make_interval(secs => :idle)
                        and s.created_at > now() - make_interval(secs => :longest)
                        and a.suspended_at is null and a.closed_at is null
                      """)
                  .bind("secret", digest)
                  .bind("idle", (double) lifetime.idle.toSeconds())
                  .bind("longest", (double) lifetime.longest.toSeconds())
                  .map(Accounts.ACCOUNT)
                  .findOne();
          account.ifPresent(a -> touch(handle, digest));
          return account;
        });
  }

  // Once a minute is enough to know that it is in use.
  private static void touch(Handle handle, byte[] digest) {
    handle.execute(
        "update sessions set last_used_at = now() where secret = ? and last_used_at < now() - interval '1 minute'",
        digest);
  }

  void end(String secret) {
    jdbi.useHandle(handle -> end(handle, secret));
  }

  static void end(Handle handle, String secret) {
    handle.execute("delete from sessions where secret = ?", Secrets.digest(secret));
  }

  static void endAll(Handle handle, String account) {
    handle.execute("delete from sessions where account = ?", account);
  }

  /** Removes sessions that are over. */
  public void sweep() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "delete from sessions where last_used_at < now() - make_interval(secs => ?) or created_at < now() - make_interval(secs => ?)",
                (double) lifetime.idle.toSeconds(),
                (double) lifetime.longest.toSeconds()));
  }

  /** What a page must send with every change that it asks for; nobody without the cookie has it. */
  static String csrfToken(String secret) {
    return Secrets.encoded(Secrets.digest("csrf:" + secret));
  }
}
