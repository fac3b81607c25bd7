package io.storeweaver.account;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Passwords that are guessed first: the 10,000 commonest, alone, repeated, or with digits and signs
 * around them.
 */
final class CommonPasswords {
  private static final String LIST = "/account/common-passwords.txt.gz";

  private CommonPasswords() {}

  static boolean contains(String password) {
    String word = password.toLowerCase(Locale.ROOT);
    String core = word.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
    return Commonest.WORDS.contains(word) || core.isEmpty() || common(core) || common(unit(word));
  }

  // One letter is on no list, but a password of nothing else is guessed as soon.
  private static boolean common(String word) {
    return word.codePointCount(0, word.length()) < 2 || Commonest.WORDS.contains(unit(word));
  }

  /** The shortest piece that gives the whole when it is repeated. */
  private static String unit(String word) {
    int period = (word + word).indexOf(word, 1);
    return word.substring(0, period);
  }

  /** Read when the first password is chosen. */
  private static final class Commonest {
    static final Set<String> WORDS = read();

    private static Set<String> read() {
      try (InputStream packed =
              Objects.requireNonNull(CommonPasswords.class.getResourceAsStream(LIST), LIST);
          BufferedReader lines =
              new BufferedReader(
                  new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8))) {
        return lines.lines().collect(Collectors.toUnmodifiableSet());
      } catch (IOException e) {
        throw new UncheckedIOException("The list of common passwords cannot be read", e);
      }
    }
  }
}
