package io.storeweaver.cli;

import io.storeweaver.GeneratedDoc;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

class CliDocTest {
  private static final String INTRODUCTION =
      """
      # The command line

      `bin/weaver` talks to a server's API and to nothing else, so it works from any machine that has the artefact and a JDK 25.
      `weaver server` runs the server itself. A link to `bin/weaver` in a folder of your `PATH` makes it `weaver` everywhere.

      ```sh
      weaver login --user alice                            # who you are, where the server runs in demo mode
      weaver stores create acme --engine medusa --wait     # ends with the shop's address
      ```

      **Answers and words.** The answer of a command is on the standard output and nothing else is: a table for people, or with
      `-o json` and `-o yaml` what the API answered, with its times in full. Progress, advice and errors are on the standard
      error, and `-q` leaves only errors of them. `--wait` follows the server's live stream: one line that is written over in a
      terminal, a line for each change in a pipe. Ctrl-C ends the waiting, never the work.

      **Which server, and who.** An option wins over the environment, that over what `weaver login` stored in
      `$XDG_CONFIG_HOME/weaver/login.json` (`~/.config` without it; only you can read it), and without any of them it is
      `http://localhost:3000`. What was stored is only ever sent to the server that it was stored for.

      | Variable | Meaning |
      |---|---|
      | `WEAVER_SERVER` | the server's address, as `--server` |
      | `WEAVER_USER` | who you are where the server runs in demo mode, as `--user` |
      | `WEAVER_TOKEN` | an API token; there is no option for it, because other processes can read a command line |
      | `NO_COLOR` | no colours, as `--no-color` |
      | `BROWSER` | the program that `weaver stores open` starts |
      | `WEAVER_APP` | the artefact that `bin/weaver` starts, when it is not the one of `make build` |
      | `JAVA_OPTS` | further flags for the JVM |

      ## Exit codes

      | Code | Meaning |
      |---|---|
      """;

  @Test
  void theManualSaysWhatEveryCommandTakes() throws IOException {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (Exit exit : Exit.values()) {
      page.append(GeneratedDoc.row(List.of(Integer.toString(exit.code()), exit.meaning())));
    }
    CommandLine root = Main.commandLine(Console.ofProcess());
    page.append("\n## Options of every command\n\n");
    root.getCommandSpec().options().forEach(option -> option(page, option));
    root.getSubcommands().values().stream().distinct().forEach(line -> command(page, line));
    page.append(
        "\nThis page is made from the commands in `backend/src/main/java/io/storeweaver/cli` by `CliDocTest`.\n");
    new GeneratedDoc("cli.md", "CliDocTest").mustRead(page.toString());
  }

  private static void command(StringBuilder page, CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    if (line.getSubcommands().isEmpty()) {
      page.append("\n## ").append(spec.qualifiedName()).append("\n\n");
      page.append(String.join(" ", spec.usageMessage().description())).append("\n\n");
      examples(page, spec);
      spec.positionalParameters().forEach(parameter -> parameter(page, parameter));
      spec.options().stream()
          .filter(option -> !option.inherited())
          .forEach(option -> option(page, option));
    }
    line.getSubcommands().values().stream().distinct().forEach(below -> command(page, below));
  }

  private static void examples(StringBuilder page, CommandSpec spec) {
    page.append("```sh\n");
    Stream.of(spec.usageMessage().footer())
        .map(String::strip)
        .forEach(e -> page.append(e).append('\n'));
    page.append("```\n\n");
  }

  private static void parameter(StringBuilder page, PositionalParamSpec parameter) {
    item(page, parameter.paramLabel(), parameter.description(), parameter.defaultValueString());
  }

  private static void option(StringBuilder page, OptionSpec option) {
    boolean takesValue = option.arity().max() > 0;
    String names = String.join(", ", option.names());
    item(
        page,
        takesValue ? names + " " + option.paramLabel() : names,
        option.description(),
        option.defaultValueString());
  }

  private static void item(StringBuilder page, String what, String[] description, String standard) {
    String text = String.join(" ", description).replace("${DEFAULT-VALUE}", standard);
    page.append("- ").append(GeneratedDoc.code(what)).append(": ").append(text).append('\n');
  }
}
