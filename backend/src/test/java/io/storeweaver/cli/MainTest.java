package io.storeweaver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is understood, what is refused, and what help there is; no server is asked. */
class MainTest {
  private final Cli cli = Cli.nobody();

  static Stream<String> commands() {
    return below(Main.commandLine(Console.ofProcess()));
  }

  private static Stream<String> below(CommandLine line) {
    return Stream.concat(
        Stream.of(line.getCommandSpec().qualifiedName()),
        line.getSubcommands().values().stream().distinct().flatMap(MainTest::below));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithExamples(String command) {
    List<String> words = Stream.of(command.split(" ")).skip(1).toList();

    Result help =
        cli.run(Stream.concat(words.stream(), Stream.of("--help")).toArray(String[]::new))
            .expect(Exit.OK);

    assertThat(help.out())
        .startsWith("Usage: " + command)
        .contains("Examples:\n  ")
        .contains("weaver" + command.substring("weaver".length()))
        .doesNotContain("\u001b");
    assertThat(help.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "stores",
        "nonsense",
        "stores create",
        "stores create acme",
        "stores list -o xml",
        "stores wait acme --timeout soon",
        "stores rollback acme first",
        "stores get a b",
        "server --port 1"
      })
  void whatIsNotUnderstoodIsUsageAndSaysWhereHelpIs(String line) {
    String[] words = line.isEmpty() ? new String[0] : line.split(" ");

    Result result = cli.run(words).expect(Exit.USAGE);

    assertThat(result.err()).startsWith("weaver: ").contains("See: weaver").contains("--help");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aMisspeltCommandIsMetWithWhatWasMeant() {
    assertThat(cli.run("stoers").err()).contains("Did you mean").contains("weaver stores");
  }

  @Test
  void theVersionIsAnsweredWithoutAServer() {
    assertThat(cli.run("version").expect(Exit.OK).line()).startsWith("weaver ");
    assertThat(cli.run("version", "-o", "json").json().path("java").asText()).startsWith("25");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void theCompletionScriptKnowsTheCommands(String shell) {
    assertThat(cli.run("completion", shell).expect(Exit.OK).out())
        .startsWith("#!/usr/bin/env bash")
        .contains("rollback")
        .contains("--validate-only");
  }

  @Test
  void anOptionOfTheServerIsASettingOfItsProcess() {
    Properties properties = new Properties();

    assertThat(
            ServerCommand.settings(
                new String[] {"--kubeconfig", "/etc/cluster", "--port", "8080"}, properties))
        .isEmpty();

    assertThat(properties)
        .isEqualTo(Map.of("weaver.kubeconfig", "/etc/cluster", "weaver.port", "8080"));
  }

  @Test
  void theServersHelpNamesEverySettingAndAMistakeEndsIt() {
    assertThat(cli.run("server", "--help").out())
        .contains("MAX_STORES=50")
        .contains("DATABASE_URL");
    assertThat(ServerCommand.settings(new String[] {"--kubeconfg"}, new Properties()))
        .contains(Exit.USAGE.code());
  }

  @Test
  void theCodesAreTheOnesThatScriptsKnow() {
    assertThat(Stream.of(Exit.values()).map(Exit::code))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 130);
  }
}
