package io.storeweaver.store;

import io.storeweaver.Rejected.FieldError;
import java.net.IDN;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of the fields that can be given at creation and edited later. */
final class StoreFields {
  static final int LONGEST_NAME = 200;
  private static final Pattern FQDN =
      Pattern.compile(
          "(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");

  private StoreFields() {}

  /** The trimmed name, or "" with an error added. */
  static String name(@Nullable String given, List<FieldError> errors) {
    String name = given == null ? "" : given.strip();
    if (name.isEmpty()) {
      errors.add(new FieldError("name", "name is required"));
    } else if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
      errors.add(new FieldError("name", "name must have at most " + LONGEST_NAME + " characters"));
    } else if (!storable(name)) {
      errors.add(new FieldError("name", "name must not contain control characters"));
    }
    return name;
  }

  // Lone surrogates cannot be stored as UTF-8, and line separators break every list that shows the
  // name.
  private static boolean unprintable(int codePoint) {
    int type = Character.getType(codePoint);
    return Character.isISOControl(codePoint)
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  /** True for a text that the database can hold and that a list can show. */
  static boolean storable(String text) {
    return text.codePoints().noneMatch(StoreFields::unprintable);
  }

  /**
   * What two names must differ in to count as different: compatibility forms and case do not
   * matter.
   */
  static String nameKey(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  static Plan plan(String given, List<FieldError> errors) {
    Optional<Plan> plan = Plan.of(given.strip().toLowerCase(Locale.ROOT));
    if (plan.isEmpty()) {
      errors.add(new FieldError("plan", "plan must be starter, standard or business"));
    }
    return plan.orElse(Plan.STARTER);
  }

  /** The domain in its ASCII form, or "" with an error added. */
  static String domain(String given, List<FieldError> errors) {
    try {
      String domain = IDN.toASCII(given.strip().toLowerCase(Locale.ROOT), IDN.USE_STD3_ASCII_RULES);
      if (FQDN.matcher(domain).matches()) {
        return domain;
      }
    } catch (IllegalArgumentException e) {
      // falls through to the one refusal
    }
    errors.add(
        new FieldError(
            "custom_domain", "custom_domain must be a full domain name such as shop.example.com"));
    return "";
  }
}
