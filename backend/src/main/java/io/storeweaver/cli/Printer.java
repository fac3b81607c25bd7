package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.util.function.Supplier;

/**
 * Where a command says what it found: answers on the standard output in the form that was asked
 * for, everything else on the standard error.
 */
final class Printer {
  private final Console console;
  private final Format format;
  private final boolean quiet;
  private final boolean coloured;

  /** The forms of an answer. */
  enum Format {
    TABLE,
    JSON,
    YAML;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  Printer(Console console, Format format, boolean quiet, boolean colours) {
    this.console = console;
    this.format = format;
    this.quiet = quiet;
    this.coloured = colours && console.variable("NO_COLOR") == null;
  }

  /** An answer: as the server gave it, or as a table for people. */
  void answer(JsonNode body, Supplier<Table> table) {
    if (format == Format.TABLE) {
      table(table.get());
    } else {
      document(body);
    }
  }

  /** An answer of which a person wants one line only. */
  void answer(JsonNode body, String line) {
    if (format == Format.TABLE) {
      line(line);
    } else {
      document(body);
    }
  }

  void table(Table table) {
    table.lines(coloured && console.outTerminal()).forEach(console.out()::println);
    console.out().flush();
  }

  /** One of many answers that come one after the other: a line for people, or a line of JSON. */
  void item(JsonNode body, Supplier<String> line) {
    if (format == Format.TABLE) {
      line(line.get());
    } else if (format == Format.JSON) {
      console.out().println(JsonText.write(body));
    } else {
      console.out().println("---");
      document(body);
    }
    console.out().flush();
  }

  void line(String line) {
    console.out().println(DisplayWidth.printable(line));
  }

  /** A line of a log: unchanged for a program, harmless for a terminal. */
  void logLine(String line) {
    console.out().println(console.outTerminal() ? DisplayWidth.printable(line) : line);
    console.out().flush();
  }

  /** A sentence about what goes on; not the answer. */
  void note(String sentence) {
    if (!quiet) {
      error(sentence);
    }
  }

  /** A sentence that is said even where only the answer is wanted. */
  void error(String sentence) {
    console.err().println(DisplayWidth.printable(sentence));
    console.err().flush();
  }

  boolean quiet() {
    return quiet;
  }

  boolean table() {
    return format == Format.TABLE;
  }

  boolean colouredErrors() {
    return coloured && console.errTerminal();
  }

  private void document(JsonNode body) {
    console.out().println(format == Format.YAML ? yaml(body) : JsonText.pretty(body));
    console.out().flush();
  }

  private static String yaml(JsonNode body) {
    YAMLFactory form =
        YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();
    return JsonText.write(body, form, false).stripTrailing();
  }
}
