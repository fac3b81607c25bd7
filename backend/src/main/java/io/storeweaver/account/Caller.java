package io.storeweaver.account;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import java.security.Principal;

/**
 * Who asks. Every query of stores takes the caller, so that nobody ever sees or changes what is
 * somebody else's.
 *
 * @param account the account's id
 * @param operator true where the caller may see every store
 * @param proof what says that it is this caller
 */
public record Caller(String account, boolean operator, Proof proof) implements Principal {
  private static final int LONGEST = 200;

  /** What says who a caller is. */
  public enum Proof {
    /** Nothing: demo mode takes whoever sends no name for {@code demo}. */
    NONE,
    /** The header {@code X-User-Id}, which demo mode believes. */
    HEADER
  }

  public Caller {
    if (account.isBlank()
        || account.length() > LONGEST
        || account.chars().anyMatch(Character::isISOControl)) {
      throw new Rejected(
          Reason.INVALID_CALLER,
          "The caller's name must have 1 to " + LONGEST + " characters and no control characters.");
    }
  }

  public Caller(String account, boolean operator) {
    this(account, operator, Proof.HEADER);
  }

  @Override
  public String getName() {
    return account;
  }
}
