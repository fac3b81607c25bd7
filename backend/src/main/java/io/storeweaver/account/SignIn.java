package io.storeweaver.account;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.account.Accounts.WithPassword;
import io.storeweaver.audit.Actor;
import io.storeweaver.audit.AuditLog;
import io.storeweaver.audit.AuditLog.Act;
import io.storeweaver.http.Origin;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Signing up, signing in, and what else needs the password. */
public final class SignIn {
  private static final String BY_PASSWORD = "password";

  private final Accounts accounts;
  private final Passwords passwords;
  private final SignInLimits limits;
  private final boolean open;
  private final Jdbi jdbi;

  /** A session that has begun; the secret is for the cookie and nothing else. */
  record Begun(Account account, String secret) {}

  /**
   * Puts the parts together.
   *
   * @param open true where anybody may make an account
   */
  public SignIn(Accounts accounts, Passwords passwords, SignInLimits limits, boolean open) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.limits = limits;
    this.open = open;
    this.jdbi = accounts.jdbi();
  }

  boolean open() {
    return open;
  }

  /** Makes an account; with the set-up token, the first operator's. */
  Account signUp(Origin origin, Email email, String password, @Nullable String setupToken) {
    if (!open && setupToken == null) {
      throw new Rejected(
          Reason.SIGN_UP_CLOSED, "Accounts are made by the operators here; ask one of them.");
    }
    limits.trySignUp(origin.address());
    Passwords.check("password", password, email.text());
    String hash = passwords.hash(password);
    return jdbi.inTransaction(
        handle -> {
          if (setupToken != null && !SetupTokens.redeem(handle, setupToken)) {
            throw new Rejected(
                Reason.SETUP_TOKEN_INVALID,
                "This set-up token was used or is not one; the platform prints a new one at each start until it has an operator.");
          }
          return accounts.create(
              handle,
              actor("", origin),
              email,
              hash,
              setupToken == null ? Role.USER : Role.OPERATOR);
        });
  }

  /** Makes an account for somebody else. */
  Account make(Caller operator, Email email, String password, Role role) {
    Passwords.check("password", password, email.text());
    String hash = passwords.hash(password);
    return jdbi.inTransaction(
        handle -> accounts.create(handle, operator.actor(), email, hash, role));
  }

  /**
   * Begins a session.
   *
   * @throws Rejected with the same words whether there is no such account, it is suspended, or the
   *     password is wrong
   */
  Begun signIn(Origin origin, String email, String password) {
    String key = email.strip().toLowerCase(Locale.ROOT);
    limits.tryPassword(origin.address(), key);
    Optional<WithPassword> found = key.indexOf(0) < 0 ? accounts.byEmail(key) : Optional.empty();
    boolean right = passwords.matches(password, found.map(WithPassword::hash).orElse(null));
    if (found.isEmpty() || !right || !found.get().account().usable()) {
      noteRefusal(origin, found.map(f -> f.account().id()).orElse(null));
      throw new Rejected(
          Reason.SIGN_IN_REFUSED, "There is no account with this e-mail address and password.");
    }
    limits.gotIn(origin.address(), key);
    Account account = found.get().account();
    if (Argon2.outdated(found.get().hash())) {
      accounts.rehash(account.id(), found.get().hash(), passwords.hash(password));
    }
    return begin(actor(account.id(), origin), account);
  }

  // For unknown addresses too: what takes time must not tell them apart.
  private void noteRefusal(Origin origin, @Nullable String account) {
    jdbi.useTransaction(
        handle ->
            AuditLog.append(
                handle, new Act(actor("", origin), "session.refused", null, account, null, null)));
  }

  private Begun begin(Actor actor, Account account) {
    return jdbi.inTransaction(
        handle -> {
          String secret = Sessions.begin(handle, account.id());
          AuditLog.append(handle, new Act(actor, "session.begun", null, account.id(), null, null));
          return new Begun(account, secret);
        });
  }

  /** Ends the session, or all of the account. */
  void signOut(Caller caller, String secret, boolean everywhere) {
    jdbi.useTransaction(
        handle -> {
          if (everywhere) {
            Sessions.endAll(handle, caller.account());
          } else {
            Sessions.end(handle, secret);
          }
          String action = everywhere ? "session.all-ended" : "session.ended";
          AuditLog.append(
              handle, new Act(caller.actor(), action, null, caller.account(), null, null));
        });
  }

  /** Sets a new password, ends every session and begins a new one. */
  Begun changePassword(Caller caller, String current, String next) {
    Account account = confirmed(caller, current);
    Passwords.check("new_password", next, String.valueOf(account.email()));
    accounts.changePassword(caller.actor(), account.id(), passwords.hash(next));
    return begin(caller.actor(), account);
  }

  /** Closes the caller's account for ever. */
  void close(Caller caller, String password) {
    accounts.close(caller.actor(), confirmed(caller, password).id());
  }

  private Account confirmed(Caller caller, String password) {
    Account account = accounts.find(caller.account()).orElseThrow(Callers::unauthenticated);
    String key = String.valueOf(account.email()).toLowerCase(Locale.ROOT);
    limits.tryPassword(caller.origin().address(), key);
    String hash = accounts.byEmail(key).map(WithPassword::hash).orElse(null);
    if (!passwords.matches(password, hash)) {
      throw new Rejected(Reason.FORBIDDEN, "This is not the account's password.");
    }
    limits.gotIn(caller.origin().address(), key);
    return account;
  }

  private static Actor actor(String account, Origin origin) {
    return new Actor(account, BY_PASSWORD, origin.address(), origin.requestId());
  }
}
