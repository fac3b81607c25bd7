package io.storeweaver.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many columns of a terminal a text takes, and how to write a text that strangers chose. */
final class DisplayWidth {
  private static final Pattern GRAPHEME = Pattern.compile("\\X");
  private static final int EMOJI_STYLE = 0xFE0F;
  private static final int REPLACEMENT = 0xFFFD;
  private static final String ISOLATE = "\u2068";
  private static final String END_OF_ISOLATE = "\u2069";

  // East Asian wide and full-width blocks, first and last character of each (Unicode TR 11).
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xA000, 0xA4CF,
    0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6,
    0x17000, 0x18AFF, 0x1B000, 0x1B2FF, 0x20000, 0x3FFFD
  };

  private DisplayWidth() {}

  /** Columns that a text takes. */
  static int of(String text) {
    if (ascii(text)) {
      return text.length();
    }
    int width = 0;
    Matcher grapheme = GRAPHEME.matcher(text);
    while (grapheme.find()) {
      width += ofGrapheme(grapheme.group());
    }
    return width;
  }

  private static int ofGrapheme(String grapheme) {
    boolean emoji =
        grapheme.codePoints().anyMatch(c -> c == EMOJI_STYLE || Character.isEmojiPresentation(c));
    int first = grapheme.codePointAt(0);
    if (emoji || wide(first)) {
      return 2;
    }
    return invisible(first) ? 0 : 1;
  }

  private static boolean wide(int character) {
    for (int i = 0; i < WIDE.length; i += 2) {
      if (character >= WIDE[i] && character <= WIDE[i + 1]) {
        return true;
      }
    }
    return false;
  }

  private static boolean invisible(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> true;
      default -> false;
    };
  }

  /**
   * A text without what would drive the terminal instead of being shown: control characters, and
   * those that turn the direction of what follows.
   */
  static String printable(String text) {
    if (ascii(text)) {
      return text;
    }
    return text.codePoints()
        .map(c -> c == '\t' ? ' ' : steers(c) ? REPLACEMENT : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean steers(int character) {
    boolean direction =
        (character >= 0x202A && character <= 0x202E)
            || (character >= 0x2066 && character <= 0x2069);
    boolean line = character == 0x2028 || character == 0x2029;
    return Character.isISOControl(character) || direction || line;
  }

  /** A text that is read from right to left stays within its own cell. */
  static String isolated(String text) {
    boolean rightToLeft =
        !ascii(text)
            && text.codePoints()
                .map(Character::getDirectionality)
                .anyMatch(
                    d ->
                        d == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                            || d == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
    return rightToLeft ? ISOLATE + text + END_OF_ISOLATE : text;
  }

  // Printable ASCII only: what nearly every text is.
  private static boolean ascii(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
  }
}
