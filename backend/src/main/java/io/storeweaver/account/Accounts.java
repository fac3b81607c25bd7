package io.storeweaver.account;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.account.Account.Limits;
import io.storeweaver.audit.Actor;
import io.storeweaver.audit.AuditLog;
import io.storeweaver.audit.AuditLog.Act;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The accounts: made, changed, closed. */
public final class Accounts {
  static final RowMapper<Account> ACCOUNT =
      (row, context) ->
          new Account(
              row.getString("id"),
              row.getString("email"),
              Role.of(row.getString("role")).orElseThrow(),
              new Limits(
                  row.getObject("max_stores", Integer.class),
                  row.getBigDecimal("max_cpu"),
                  row.getBigDecimal("max_memory"),
                  row.getBigDecimal("max_disk")),
              row.getObject("created_at", OffsetDateTime.class).toInstant(),
              instant(row.getObject("signed_in_at", OffsetDateTime.class)),
              instant(row.getObject("suspended_at", OffsetDateTime.class)),
              instant(row.getObject("closed_at", OffsetDateTime.class)));

  private final Jdbi jdbi;
  private final BiPredicate<Handle, String> ownsSomething;

  /** An account and the hash of its password, for signing in. */
  record WithPassword(Account account, String hash) {}

  /**
   * Over the accounts' table.
   *
   * @param ownsSomething true where an account still owns what must not be left without an owner
   */
  public Accounts(Jdbi jdbi, BiPredicate<Handle, String> ownsSomething) {
    this.jdbi = jdbi;
    this.ownsSomething = ownsSomething;
  }

  Jdbi jdbi() {
    return jdbi;
  }

  /**
   * Keeps an account open until the transaction ends, so that it cannot be closed while it gets
   * something to own. A name that demo mode has not seen before becomes an account.
   */
  public static void keepOpen(Handle handle, Caller caller) {
    // Looked for once more, because somebody else may have made it between the look and the insert.
    if (!isKeptOpen(handle, caller) && !isMade(handle, caller) && !isKeptOpen(handle, caller)) {
      throw new Rejected(Reason.UNAUTHENTICATED, "This account was closed.");
    }
  }

  private static boolean isKeptOpen(Handle handle, Caller caller) {
    return handle
        .createQuery("select 1 from accounts where id = ? and closed_at is null for key share")
        .bind(0, caller.account())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static boolean isMade(Handle handle, Caller caller) {
    return handle.execute(
            "insert into accounts (id) values (?) on conflict do nothing", caller.account())
        > 0;
  }

  /** Makes an account. */
  Account create(Handle handle, Actor actor, Email email, String hash, Role role) {
    String id = Secrets.id("usr");
    int made =
        handle.execute(
            """
            insert into accounts (id, email, email_key, password, role) values (?, ?, ?, ?, ?)
            on conflict (email_key) do nothing
            """,
            id,
            email.text(),
            email.key(),
            hash,
            role.id());
    if (made == 0) {
      throw new Rejected(
          Reason.EMAIL_TAKEN,
          "There is an account with this e-mail address; sign in to it, or use another address.");
    }
    Account account = get(handle, id);
    Actor maker =
        actor.account().isEmpty()
            ? new Actor(id, actor.proof(), actor.address(), actor.requestId())
            : actor;
    AuditLog.append(handle, new Act(maker, "account.created", null, id, null, account));
    return account;
  }

  Optional<WithPassword> byEmail(String key) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from accounts where email_key = ?")
                .bind(0, key)
                .map(
                    (row, context) ->
                        new WithPassword(ACCOUNT.map(row, context), row.getString("password")))
                .findOne());
  }

  Optional<Account> find(String id) {
    return jdbi.withHandle(handle -> find(handle, id, ""));
  }

  private static Optional<Account> find(Handle handle, String id, String lock) {
    return handle
        .createQuery("select * from accounts where id = ? " + lock)
        .bind(0, id)
        .map(ACCOUNT)
        .findOne();
  }

  private static Account get(Handle handle, String id) {
    return find(handle, id, "").orElseThrow(() -> missing(id));
  }

  static Account locked(Handle handle, String id) {
    return find(handle, id, "for update").orElseThrow(() -> missing(id));
  }

  private static Rejected missing(String id) {
    return new Rejected(Reason.NOT_FOUND, "There is no account \"" + id + "\".");
  }

  /** Accounts after an id, by id. */
  List<Account> page(String after, String text, int size) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select * from accounts where id > :after and (:text = '' or position(:text in email_key) > 0 or position(:text in id) > 0)
                    order by id limit :size
                    """)
                .bind("after", after)
                .bind("text", text)
                .bind("size", size)
                .map(ACCOUNT)
                .list());
  }

  /** Keeps another hash of the password of somebody who has just proved that they know it. */
  void rehash(String id, String before, String hash) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update accounts set password = ? where id = ? and password = ?",
                hash,
                id,
                before));
  }

  /** Sets a new password; whoever is signed in elsewhere is signed out. */
  void changePassword(Actor actor, String id, String hash) {
    jdbi.useTransaction(
        handle -> {
          locked(handle, id);
          handle.execute(
              "update accounts set password = ? where id = ? and email is not null", hash, id);
          Sessions.endAll(handle, id);
          AuditLog.append(handle, new Act(actor, "account.password-changed", null, id, null, null));
        });
  }

  /** What an operator changes of an account; absent parts stay. */
  record Change(Optional<Role> role, Optional<Boolean> suspended, Optional<Limits> limits) {}

  Account change(Actor actor, String id, Change change) {
    return jdbi.inTransaction(
        handle -> {
          Account before = locked(handle, id);
          Limits limits = change.limits().orElse(before.limits());
          handle
              .createUpdate(
                  """
                  update accounts set role = :role, max_stores = :stores, max_cpu = :cpu, max_memory = :memory, max_disk = :disk,
                    suspended_at = case when :suspended then coalesce(suspended_at, now()) end
                  where id = :id
                  """)
              .bind("id", id)
              .bind("role", change.role().orElse(before.role()).id())
              .bind("stores", limits.maxStores())
              .bind("cpu", limits.maxCpu())
              .bind("memory", limits.maxMemory())
              .bind("disk", limits.maxDisk())
              .bind("suspended", change.suspended().orElse(before.suspendedAt() != null))
              .execute();
          refuseLastOperatorGone(handle, before);
          Account after = get(handle, id);
          if (!after.usable()) {
            Sessions.endAll(handle, id);
          }
          AuditLog.append(handle, new Act(actor, "account.changed", null, id, before, after));
          return after;
        });
  }

  /** Closes an account for ever. What it did stays on record under its id. */
  void close(Actor actor, String id) {
    jdbi.useTransaction(
        handle -> {
          Account before = locked(handle, id);
          if (ownsSomething.test(handle, id)) {
            throw new Rejected(
                Reason.ACCOUNT_OWNS_STORES,
                "The account still owns stores; delete them first and wait until they are gone.");
          }
          handle.execute(
              "update accounts set email = null, email_key = null, password = null, role = 'user', closed_at = now() where id = ?",
              id);
          refuseLastOperatorGone(handle, before);
          Sessions.endAll(handle, id);
          handle.execute("delete from tokens where account = ?", id);
          AuditLog.append(
              handle, new Act(actor, "account.closed", null, id, before, get(handle, id)));
        });
  }

  static boolean operatorExists(Handle handle) {
    return handle
        .createQuery(
            "select exists (select 1 from accounts where role = 'operator' and email is not null and suspended_at is null)")
        .mapTo(Boolean.class)
        .one();
  }

  // Serialised, so that two operators do not remove each other at the same moment.
  private static void refuseLastOperatorGone(Handle handle, Account before) {
    if (before.role() != Role.OPERATOR) {
      return;
    }
    handle.execute("select pg_advisory_xact_lock(hashtext('operators'))");
    if (!operatorExists(handle)) {
      throw new Rejected(
          Reason.LAST_OPERATOR, "This is the last operator; make another account one first.");
    }
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
