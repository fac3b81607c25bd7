package io.storeweaver;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes secrets out of a text before it is written anywhere: the net below the rule that nobody
 * writes one. It knows the shapes of secrets, so it rather takes too much.
 */
public final class Redaction {
  private static final String HIDDEN = "***";
  private static final String NAMES =
      "[\\w.-]*(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|private[_-]?key|credentials?)";

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|\\z)",
              HIDDEN),
          new Rule("(\\b(?:set-)?cookie2?[\"']?\\s*[:=]\\s*)[^\\r\\n]+", "$1" + HIDDEN),
          new Rule(
              "(\\b(?:proxy-)?authorization[\"']?\\s*[:=]\\s*[\"'\\[]*)(?:[A-Za-z]+\\s+)?[^\\s\"',\\]]+",
              "$1" + HIDDEN),
          new Rule("\\b(bearer|basic)\\s+[A-Za-z0-9+/=._~-]{6,}", "$1 " + HIDDEN),
          // user:password@ in a URL, whatever its scheme.
          new Rule("([a-z][a-z0-9+.-]*://[^\\s/:@]*:)[^\\s@]+@", "$1" + HIDDEN + "@"),
          new Rule(
              "(\\b"
                  + NAMES
                  + "[\"']?\\s*[:=]\\s*)(?:\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[^\\s\"'&,;)}\\]]+)",
              "$1" + HIDDEN),
          new Rule("\\b((?:__Host-)?storeweaver_session=)[^\\s;,]+", "$1" + HIDDEN),
          new Rule("\\bswt_[A-Za-z0-9_-]+", "swt_" + HIDDEN),
          // A signed token, such as that of a service account (RFC 7519, §3.1).
          new Rule("\\beyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*", HIDDEN));

  private record Rule(Pattern shape, String instead) {
    Rule(String shape, String instead) {
      this(Pattern.compile(shape, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), instead);
    }
  }

  private Redaction() {}

  /** The text without what looks like a secret. */
  public static String of(String text) {
    String clean = text;
    for (Rule rule : RULES) {
      clean = rule.shape.matcher(clean).replaceAll(rule.instead);
    }
    return clean;
  }
}
