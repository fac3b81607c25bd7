package io.storeweaver.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code weaver} itself: what all its commands have in common. */
@Command(
    name = "weaver",
    scope = ScopeType.INHERIT,
    description = "Makes and runs online shops through a Store Weaver server.",
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    usageHelpWidth = 100,
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  weaver server                                        # run the control plane here",
      "  weaver stores create acme --engine medusa --wait     # create a store, print its address",
      "  weaver stores list --status failed -o json",
      "  weaver stores create --help"
    })
final class Weaver implements Runnable {
  private final Console console;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--server",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = "The server. Else WEAVER_SERVER, the one of the last login, localhost:3000.")
  private @Nullable String server;

  @Option(
      names = "--user",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "Who you are, where the server runs in demo mode. Else WEAVER_USER.")
  private @Nullable String user;

  @Option(
      names = {"-o", "--output"},
      scope = ScopeType.INHERIT,
      paramLabel = "FORM",
      defaultValue = "table",
      description = "table, json or yaml. Default: ${DEFAULT-VALUE}.")
  private Printer.Format output = Printer.Format.TABLE;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Say nothing but the answer, and what went wrong.")
  private boolean quiet;

  @Option(
      names = "--no-color",
      scope = ScopeType.INHERIT,
      description = "No colours; NO_COLOR in the environment does the same.")
  private boolean noColour;

  // The parser acts on it.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  Weaver(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    throw missingCommand(spec);
  }

  /** A command that only has commands below it was called by itself. */
  static ParameterException missingCommand(@Nullable CommandSpec spec) {
    CommandLine line = java.util.Objects.requireNonNull(spec).commandLine();
    return new ParameterException(
        line, "A command is missing after \"" + line.getCommandSpec().qualifiedName() + "\".");
  }

  Console console() {
    return console;
  }

  Printer printer() {
    return new Printer(console, output, quiet, !noColour);
  }

  LoginFile loginFile() {
    return LoginFile.of(console);
  }

  Access access() {
    return Access.of(server, user, console, loginFile().read());
  }

  /** The server as somebody who has not signed in anywhere sees it. */
  Access anonymous() {
    return new Access(access().server(), null, null);
  }

  @Nullable String userOption() {
    return user != null ? user : console.variable("WEAVER_USER");
  }

  Api api() {
    return new Api(access());
  }

  Waiting waiting(Api api) {
    return new Waiting(api, console, printer());
  }
}
