package io.storeweaver.http;

import io.storeweaver.Rejected;
import org.jspecify.annotations.Nullable;

/**
 * Reads query parameters strictly: what cannot be understood is refused by name, never taken for
 * its default.
 */
public final class Parameters {
  private Parameters() {}

  /**
   * A flag; false where it is absent.
   *
   * @throws Rejected where it is neither {@code true} nor {@code false}
   */
  public static boolean flag(String name, @Nullable String given) {
    if (given != null && !given.equals("true") && !given.equals("false")) {
      throw Rejected.invalid(name, name + " must be true or false");
    }
    return "true".equals(given);
  }

  /**
   * A whole number.
   *
   * @throws Rejected where it is none from {@code least} (0 or more) to {@code most}
   */
  public static int number(String name, String given, int least, int most) {
    if (given.matches("\\d{1,9}")) {
      int number = Integer.parseInt(given);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw Rejected.invalid(name, name + " must be a number from " + least + " to " + most);
  }
}
