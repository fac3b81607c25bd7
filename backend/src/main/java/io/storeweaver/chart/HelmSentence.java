package io.storeweaver.chart;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns Helm's error texts into one line that a store owner or chart author can act on. */
final class HelmSentence {
  private static final int MAX_LENGTH = 600;
  private static final String SCHEMA = "values don't meet the specifications of the schema(s)";
  private static final Pattern OWN_WORDS =
      Pattern.compile("execution error at \\(([^)]+)\\): (.*)", Pattern.DOTALL);
  private static final Pattern TEMPLATE =
      Pattern.compile("template: ([^ ]+): executing .* at (<.*?>): (.*)", Pattern.DOTALL);

  private HelmSentence() {}

  static String shorten(ChartArchive chart, String text) {
    String plain = text.replace("Use --debug flag to render out invalid YAML", "").strip();
    return "Chart %s %s"
        .formatted(chart, limit(plain.contains(SCHEMA) ? schema(plain) : template(plain)));
  }

  private static String schema(String text) {
    String findings =
        text.lines()
            .map(String::strip)
            .filter(line -> line.startsWith("- "))
            .map(line -> line.substring(2))
            .collect(Collectors.joining("; "));
    return "refuses the values: " + (findings.isEmpty() ? oneLine(text) : findings);
  }

  private static String template(String text) {
    Matcher own = OWN_WORDS.matcher(text);
    if (own.find()) {
      return "cannot be rendered: %s (%s)".formatted(oneLine(own.group(2)), own.group(1));
    }
    Matcher engine = TEMPLATE.matcher(text);
    if (engine.find()) {
      return "cannot be rendered: %s at %s (%s)"
          .formatted(oneLine(engine.group(3)), oneLine(engine.group(2)), engine.group(1));
    }
    return "cannot be rendered: " + oneLine(text);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private static String limit(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
  }
}
