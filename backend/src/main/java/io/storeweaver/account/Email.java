package io.storeweaver.account;

import io.storeweaver.Rejected;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An e-mail address, as it was written and as it is compared. */
record Email(String text) {
  private static final int LONGEST = 254;
  private static final Pattern SHAPE =
      Pattern.compile(
          "[^\\s@\"(),:;<>\\[\\]\\p{Cntrl}]{1,64}@[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)+");

  /**
   * Reads an address.
   *
   * @throws Rejected where it is none
   */
  static Email of(@Nullable String given) {
    String text = given == null ? "" : given.strip();
    if (text.length() > LONGEST || !SHAPE.matcher(text).matches()) {
      throw Rejected.invalid("email", "email must be an e-mail address");
    }
    return new Email(text);
  }

  String key() {
    return text.toLowerCase(Locale.ROOT);
  }
}
