package io.storeweaver.account;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.http.RateLimits;
import io.storeweaver.http.RateLimits.Decision;
import io.storeweaver.http.RateLimits.Rule;
import java.time.Duration;
import java.util.List;

/**
 * How often a password may be tried. An account is not closed to its owner because somebody else
 * guesses at it from another address, unless very many do.
 */
public final class SignInLimits {
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final Rule PAIR = new Rule("sign-in", 5, WINDOW);
  private static final Rule ADDRESS = new Rule("sign-in-address", 30, WINDOW);
  private static final Rule ACCOUNT = new Rule("sign-in-account", 100, WINDOW);
  private static final Rule SIGN_UP = new Rule("sign-up", 10, Duration.ofHours(1));

  private final RateLimits limits;

  public SignInLimits(RateLimits limits) {
    this.limits = limits;
  }

  /** Counts a try before the password is looked at, so that many at once are counted too. */
  void tryPassword(String address, String emailKey) {
    String account = digest(emailKey);
    refuseOver(limits.take(PAIR, address + " " + account));
    refuseOver(limits.take(ADDRESS, address));
    refuseOver(limits.take(ACCOUNT, account));
  }

  /** Forgets the tries of whoever got it right in the end. */
  void gotIn(String address, String emailKey) {
    limits.forget(PAIR, address + " " + digest(emailKey));
  }

  void trySignUp(String address) {
    refuseOver(limits.take(SIGN_UP, address));
  }

  private static String digest(String emailKey) {
    return Secrets.encoded(Secrets.digest(emailKey));
  }

  private static void refuseOver(Decision decision) {
    if (!decision.allowed()) {
      Duration wait = decision.reset().plusSeconds(1);
      throw new Rejected(
          Reason.TOO_MANY_TRIES,
          "Too many tries; try again in " + wait.toMinutes() + " minutes.",
          List.of(),
          wait);
    }
  }
}
