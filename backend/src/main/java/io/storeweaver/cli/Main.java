package io.storeweaver.cli;

import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Where the process begins that {@code weaver} starts for everything but the server. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(Console.ofProcess(), arguments));
  }

  /** Runs one command line; returns its exit code. */
  static int run(Console console, String... arguments) {
    CommandLine line = commandLine(console, arguments);
    // A word may have been taken for a command that it is not; only the whole tree can tell.
    line.setParameterExceptionHandler(
        (_, _) -> commandLine(console).setColorScheme(line.getColorScheme()).execute(arguments));
    return line.execute(arguments);
  }

  /** What understands every command. */
  static CommandLine commandLine(Console console) {
    return commandLine(console, new String[0]);
  }

  /** What understands a command line as far as its words can be taken for commands. */
  static CommandLine commandLine(Console console, String... arguments) {
    boolean colours =
        console.outTerminal()
            && console.variable("NO_COLOR") == null
            && !Arrays.asList(arguments).contains("--no-color");
    Weaver weaver = new Weaver(console);
    CommandLine line = new CommandLine(weaver, new Commands(weaver));
    CommandTree.attach(line, Arrays.asList(arguments));
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(colours ? Ansi.ON : Ansi.OFF));
    line.setParameterExceptionHandler((e, _) -> misunderstood(console, e));
    line.setExecutionExceptionHandler((e, _, _) -> failed(console, e));
    CommandLine server = line.getSubcommands().get("server");
    if (server != null) {
      ServerCommand.describe(server.getCommandSpec());
    }
    return line;
  }

  static int misunderstood(Console console, ParameterException wrong) {
    CommandLine line = wrong.getCommandLine();
    say(console, "weaver: " + wrong.getMessage());
    UnmatchedArgumentException.printSuggestions(wrong, line.getErr());
    say(console, "See: " + line.getCommandSpec().qualifiedName() + " --help");
    return Exit.USAGE.code();
  }

  private static int failed(Console console, Exception thrown) throws Exception {
    if (!(thrown instanceof CommandFailed failure)) {
      throw thrown;
    }
    say(console, "weaver: " + failure.sentence());
    failure.hints().forEach(hint -> say(console, "  " + hint));
    return failure.exit().code();
  }

  private static void say(Console console, String line) {
    console.err().println(DisplayWidth.printable(line));
    console.err().flush();
  }

  /** Makes a command with the root command that it hangs on; everything else as picocli does. */
  private record Commands(Weaver weaver) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Weaver.class})) {
          return type.cast(constructor.newInstance(weaver));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }
  }
}
