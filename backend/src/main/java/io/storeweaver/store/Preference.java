package io.storeweaver.store;

import io.storeweaver.Rejected;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a client wants to wait for an answer (the Prefer header, RFC 7240 §4.1 and §4.3). */
public final class Preference {
  private static final Pattern WAIT = Pattern.compile("(?i)\\bwait\\s*=\\s*\"?(\\d{1,9})\"?");
  private static final Duration USUAL = Duration.ofSeconds(10);
  private static final long LONGEST_SECONDS = 30;

  private Preference() {}

  /**
   * The wait that a Prefer header asks for: 0–30 s, 10 s without one, none with {@code
   * respond-async}.
   */
  static Duration wait(@Nullable String prefer) {
    return wait(prefer, USUAL);
  }

  /** The same, with another usual wait. */
  public static Duration wait(@Nullable String prefer, Duration usual) {
    if (prefer == null || prefer.isBlank()) {
      return usual;
    }
    Matcher wait = WAIT.matcher(prefer);
    if (wait.find()) {
      long seconds = Long.parseLong(wait.group(1));
      if (seconds > LONGEST_SECONDS) {
        throw Rejected.invalid(
            "Prefer", "Prefer: wait must be 0 to " + LONGEST_SECONDS + " seconds");
      }
      return Duration.ofSeconds(seconds);
    }
    return prefer.toLowerCase(java.util.Locale.ROOT).contains("respond-async")
        ? Duration.ZERO
        : usual;
  }
}
