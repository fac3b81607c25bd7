package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people read and write them. */
final class Times {
  private static final Pattern PART = Pattern.compile("(\\d{1,6})(ms|s|m|h|d)");
  private static final Pattern DURATION = Pattern.compile("((\\d{1,6})(ms|s|m|h|d))+");

  private Times() {}

  /** How long ago a time of an answer is, such as {@code 3m}; "" where there is none. */
  static String ago(JsonNode time, Instant now) {
    if (!time.isTextual()) {
      return "";
    }
    try {
      return shortly(Duration.between(Instant.parse(time.textValue()), now));
    } catch (DateTimeException e) {
      return time.textValue();
    }
  }

  /** A span in its largest unit; one that is not over yet counts as none. */
  static String shortly(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return seconds / 60 + "m";
    }
    return seconds < 86_400 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
  }

  /**
   * Reads {@code 90s}, {@code 10m} or {@code 1h30m}; a bare number is seconds.
   *
   * @throws IllegalArgumentException where it is none of these
   */
  static Duration duration(String text) {
    if (text.matches("\\d{1,6}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    if (!DURATION.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no duration: write 90s, 10m or 1h30m");
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      sum = sum.plus(one(Long.parseLong(part.group(1)), part.group(2)));
    }
    return sum;
  }

  private static Duration one(long number, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
