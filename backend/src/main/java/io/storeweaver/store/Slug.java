package io.storeweaver.store;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Turns a store's name into what can stand in a host name, a namespace and a release name (RFC 1035
 * labels).
 */
public final class Slug {
  private static final int LONGEST = 40;
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
  private static final Pattern EDGES = Pattern.compile("^-+|-+$");
  private static final RandomGenerator RANDOM = new SecureRandom();

  private Slug() {}

  /**
   * The slug of a name: 1–40 characters of [a-z0-9-] that start with a letter and end with a letter
   * or digit.
   */
  public static String of(String name) {
    String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
    String slug = trimmed(OTHERS.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("-"));
    if (slug.isEmpty()) {
      return "store";
    }
    // A Service name may not start with a digit, and charts derive Service names from the release's
    // name.
    String lettered = Character.isLetter(slug.charAt(0)) ? slug : "s-" + slug;
    return trimmed(lettered.substring(0, Math.min(LONGEST, lettered.length())));
  }

  /**
   * A new store id: the slug and six random characters, so that a name can be used again while its
   * old namespace is still going away.
   */
  public static String newId(String slug) {
    StringBuilder id = new StringBuilder(slug).append('-');
    for (int i = 0; i < 6; i++) {
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }

  private static String trimmed(String text) {
    return EDGES.matcher(text).replaceAll("");
  }
}
