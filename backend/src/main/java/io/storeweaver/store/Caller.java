package io.storeweaver.store;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;

/**
 * Who asks. Every query of stores takes the caller, so that nobody ever sees or changes what is
 * somebody else's.
 *
 * @param account the account's id
 * @param operator true where the caller may see every store
 */
public record Caller(String account, boolean operator) {
  private static final int LONGEST = 200;

  public Caller {
    if (account.isBlank()
        || account.length() > LONGEST
        || account.chars().anyMatch(Character::isISOControl)) {
      throw new Rejected(
          Reason.INVALID_CALLER,
          "The caller's name must have 1 to " + LONGEST + " characters and no control characters.");
    }
  }
}
