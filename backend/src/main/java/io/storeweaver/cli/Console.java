package io.storeweaver.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the process was started with: its streams, which of them are a terminal, its environment.
 *
 * @param inTerminal whether a person can be asked
 */
record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean inTerminal,
    boolean outTerminal,
    boolean errTerminal,
    Map<String, String> environment,
    Clock clock) {
  /** Set by the launcher, which can ask the system for a few microseconds instead of a process. */
  static final String TERMINALS = "cli.terminals";

  static Console ofProcess() {
    String told = System.getProperty(TERMINALS);
    String terminals = told != null ? told : interactive() ? "012" : "";
    return new Console(
        System.in,
        new PrintStream(System.out, true, StandardCharsets.UTF_8),
        new PrintStream(System.err, true, StandardCharsets.UTF_8),
        terminals.contains("0"),
        terminals.contains("1"),
        terminals.contains("2"),
        System.getenv(),
        Clock.systemUTC());
  }

  // Since JDK 25 there is none again where the streams are no terminal.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean interactive() {
    return System.console() != null;
  }

  /** A variable of the environment; an empty one counts as absent. */
  @Nullable String variable(String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value;
  }
}
