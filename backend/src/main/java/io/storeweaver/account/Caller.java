package io.storeweaver.account;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.audit.Actor;
import io.storeweaver.http.Origin;
import java.security.Principal;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Who asks. Every query of stores takes the caller, so that nobody ever sees or changes what is
 * somebody else's.
 *
 * @param account the account's id
 * @param operator true where the caller may see every store
 * @param proof what says that it is this caller
 * @param scopes what the proof is good for
 * @param origin where the request comes from
 */
public record Caller(
    String account, boolean operator, Proof proof, Set<Scope> scopes, Origin origin)
    implements Principal {
  private static final int LONGEST = 200;
  static final Set<Scope> EVERYTHING = Set.copyOf(EnumSet.allOf(Scope.class));

  /** What says who a caller is. */
  public enum Proof {
    /** Nothing: demo mode takes whoever sends no name for {@code demo}. */
    NONE,
    /** The header {@code X-User-Id}, which demo mode believes. */
    HEADER,
    /** The cookie of a session. */
    SESSION,
    /** An API token. */
    TOKEN,
    /** The platform itself. */
    INSIDE
  }

  public Caller {
    if (account.isBlank()
        || account.length() > LONGEST
        || account.chars().anyMatch(Character::isISOControl)) {
      throw new Rejected(
          Reason.INVALID_CALLER,
          "The caller's name must have 1 to " + LONGEST + " characters and no control characters.");
    }
    scopes = Set.copyOf(scopes);
  }

  /** A caller inside the platform, with every scope. */
  public Caller(String account, boolean operator) {
    this(account, operator, Proof.INSIDE, EVERYTHING, Origin.INSIDE);
  }

  /** The caller in the audit log. */
  public Actor actor() {
    return new Actor(
        account, proof.name().toLowerCase(Locale.ROOT), origin.address(), origin.requestId());
  }

  @Override
  public String getName() {
    return account;
  }
}
