package io.storeweaver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        "stores create --wait --unknown",
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

  @ParameterizedTest
  @CsvSource({
    "weaver stores creat,create",
    "weaver stores rollb,rollback",
    "weaver audit v,verify"
  })
  void bashCompletesACommandThatWasBegun(String typed, String completed) throws Exception {
    String script = cli.run("completion", "bash").out();
    String ask =
        "\nCOMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _complete_weaver; echo \"${COMPREPLY[*]}\"\n"
            .formatted(typed);
    // Told off for being asked outside of a completion, on its standard error, it completes all
    // the same.
    Process bash =
        new ProcessBuilder("bash").redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (OutputStream in = bash.getOutputStream()) {
      in.write((script + ask).getBytes(StandardCharsets.UTF_8));
    }

    String shown = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(shown.strip()).isEqualTo(completed);
  }

  @Test
  void aStoreNeedsANameAndAnEngineOrAFile() {
    for (String line : List.of("", "acme", "--engine medusa", "acme --engine medusa -f x.yaml")) {
      String[] words =
          Stream.concat(
                  Stream.of("stores", "create"),
                  Stream.of(line.split(" ")).filter(w -> !w.isEmpty()))
              .toArray(String[]::new);
      assertThat(cli.run(words).expect(Exit.USAGE).err()).contains("or a file");
    }
    assertThat(cli.run("stores", "create", "-f", "/no/such.yaml").expect(Exit.USAGE).err())
        .contains("/no/such.yaml cannot be used: it does not exist");
    assertThat(cli.runWith("just words", "stores", "create", "-f", "-").expect(Exit.USAGE).err())
        .contains("\"just words\" is no store");
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
