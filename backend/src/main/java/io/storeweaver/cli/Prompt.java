package io.storeweaver.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads what must not stand on a command line, where other processes could see it. */
final class Prompt {
  private static final int LONGEST = 4096;

  private Prompt() {}

  /** The first line of the standard input. */
  static String fromInput(Console console) {
    String line = line(console);
    if (line.isEmpty()) {
      throw new CommandFailed(Exit.USAGE, "Nothing came on the standard input.");
    }
    return line;
  }

  /** One line of the standard input, which stays open; "" at its end. */
  static String line(Console console) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      for (int next = console.in().read();
          next >= 0 && next != '\n' && line.size() < LONGEST;
          next = console.in().read()) {
        line.write(next);
      }
    } catch (IOException e) {
      throw new CommandFailed(
          Exit.USAGE, "The standard input cannot be read: " + e.getMessage() + ".");
    }
    return line.toString(StandardCharsets.UTF_8).replaceAll("\r$", "");
  }

  /** Asks a person for a secret, which does not appear while it is typed. */
  // Since JDK 25 there is no console where the streams are no terminal.
  @SuppressWarnings("SystemConsoleNull")
  static String secret(Console console, String prompt, String otherwise) {
    java.io.Console terminal = console.inTerminal() ? System.console() : null;
    if (terminal == null) {
      throw new CommandFailed(
          Exit.USAGE, "There is no terminal to ask for the " + prompt + " on.", otherwise);
    }
    char[] typed = terminal.readPassword("%s: ", prompt);
    if (typed == null || typed.length == 0) {
      throw new CommandFailed(Exit.USAGE, "No " + prompt + " was given.");
    }
    return new String(typed);
  }

  /** Asks a person for a line. */
  static String answer(Console console, String question) {
    console.err().print(question);
    console.err().flush();
    return line(console).strip();
  }
}
