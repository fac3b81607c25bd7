package io.storeweaver.account;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.audit.Actor;
import io.storeweaver.audit.AuditLog;
import io.storeweaver.audit.AuditLog.Act;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** API tokens: made, used, revoked. */
public final class Tokens {
  private static final int MOST = 50;
  private static final RowMapper<Token> TOKEN =
      (row, context) ->
          new Token(
              row.getString("id"),
              row.getString("name"),
              row.getString("hint"),
              List.of((String[]) row.getArray("scopes").getArray()),
              row.getObject("created_at", OffsetDateTime.class).toInstant(),
              row.getObject("expires_at", OffsetDateTime.class).toInstant(),
              instant(row.getObject("last_used_at", OffsetDateTime.class)),
              instant(row.getObject("revoked_at", OffsetDateTime.class)));

  private final Jdbi jdbi;

  /** A new token with its secret, which nobody can be shown again. */
  record Made(Token token, String secret) {}

  /** The account of a token in use, and what the token is good for. */
  record Use(Account account, Set<Scope> scopes) {}

  public Tokens(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  Made create(Actor actor, String name, Set<Scope> scopes, Duration life) {
    String secret = Token.newSecret();
    String id = Secrets.id("tok");
    Token token =
        jdbi.inTransaction(
            handle -> {
              Accounts.locked(handle, actor.account());
              refuseTooMany(
                  handle
                      .createQuery(
                          "select count(*) from tokens where account = ? and revoked_at is null and expires_at > now()")
                      .bind(0, actor.account())
                      .mapTo(Integer.class)
                      .one());
              Token made =
                  handle
                      .createQuery(
                          """
                          insert into tokens (id, account, name, secret, hint, scopes, expires_at)
                          values (:id, :account, :name, :secret, :hint, :scopes, now() + make_interval(secs => :life))
                          returning *
                          """)
                      .bind("id", id)
                      .bind("account", actor.account())
                      .bind("name", name)
                      .bind("secret", Secrets.digest(secret))
                      .bind("hint", secret.substring(secret.length() - 4))
                      .bindArray(
                          "scopes", String.class, scopes.stream().map(Scope::id).sorted().toList())
                      .bind("life", (double) life.toSeconds())
                      .map(TOKEN)
                      .one();
              AuditLog.append(handle, new Act(actor, "token.created", null, id, null, made));
              return made;
            });
    return new Made(token, secret);
  }

  private static void refuseTooMany(int count) {
    if (count >= MOST) {
      throw new Rejected(
          Reason.QUOTA_EXCEEDED,
          "You have " + count + " tokens, as many as there may be; revoke one first.");
    }
  }

  List<Token> list(String account) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select * from tokens where account = ? order by created_at desc, id limit 200")
                .bind(0, account)
                .map(TOKEN)
                .list());
  }

  /** Revokes a token of the actor's own; repeating it is harmless. */
  void revoke(Actor actor, String id) {
    jdbi.useTransaction(
        handle -> {
          Token token =
              handle
                  .createQuery("select * from tokens where id = ? and account = ? for update")
                  .bind(0, id)
                  .bind(1, actor.account())
                  .map(TOKEN)
                  .findOne()
                  .orElseThrow(
                      () ->
                          new Rejected(
                              Reason.NOT_FOUND, "There is no token \"" + id + "\" among yours."));
          if (token.revokedAt() == null) {
            handle.execute("update tokens set revoked_at = now() where id = ?", id);
            AuditLog.append(handle, new Act(actor, "token.revoked", null, id, token, null));
          }
        });
  }

  /** The account that a token's secret speaks for, while it is good. */
  Optional<Use> use(String secret) {
    if (!Token.wellFormed(secret)) {
      return Optional.empty();
    }
    byte[] digest = Secrets.digest(secret);
    return jdbi.withHandle(
        handle -> {
          Optional<Use> use =
              handle
                  .createQuery(
                      """
                      select a.*, t.scopes from tokens t join accounts a on a.id = t.account
                      where t.secret = ? and t.revoked_at is null and t.expires_at > now() and a.suspended_at is null and a.closed_at is null
                      """)
                  .bind(0, digest)
                  .map(
                      (row, context) ->
                          new Use(
                              Accounts.ACCOUNT.map(row, context),
                              scopes((String[]) row.getArray("scopes").getArray())))
                  .findOne();
          use.ifPresent(
              u ->
                  handle.execute(
                      """
                      update tokens set last_used_at = now()
                      where secret = ? and (last_used_at is null or last_used_at < now() - interval '1 minute')
                      """,
                      digest));
          return use;
        });
  }

  private static Set<Scope> scopes(String[] ids) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    Arrays.stream(ids).flatMap(id -> Scope.of(id).stream()).forEach(scopes::add);
    return scopes;
  }

  private static java.time.@Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
