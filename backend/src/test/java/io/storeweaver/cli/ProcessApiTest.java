package io.storeweaver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeweaver.server.ApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The command line as people and scripts have it: a process, in a pipe and in a terminal. */
@ApiTest
class ProcessApiTest {
  private static final String CTRL_C = "\u0003";
  private static final String REWRITTEN = "\r\u001b[?7l\u001b[2K";

  private final Cli cli = Cli.somebody();

  @Test
  void inAPipeTheStepsArePlainLinesAndTheAddressIsTheOnlyAnswer() throws Exception {
    Result result =
        CliProcess.run(cli, "stores", "create", "acme", "--engine", "medusa", "--wait")
            .expect(Exit.OK);

    assertThat(result.line()).matches("http://acme\\S+");
    assertThat(result.err().lines())
        .anyMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d  acme-\\S+  PROVISIONING .*"));
    assertThat(result.err()).doesNotContain("\u001b");
  }

  @Test
  void aNameThatIsNotAsciiArrivesAsItWasWritten() throws Exception {
    CliProcess.run(cli, "stores", "create", "Café 🏪", "--engine", "medusa").expect(Exit.OK);

    assertThat(CliProcess.run(cli, "stores", "list").out()).contains("Café 🏪");
  }

  @Test
  void whereNobodyAnswersItSaysHowToStartSomebody() throws Exception {
    Result result =
        CliProcess.run(cli, "--server", "http://127.0.0.1:1", "quota").expect(Exit.UNREACHABLE);

    assertThat(result.err())
        .startsWith("weaver: Nothing answers at http://127.0.0.1:1")
        .contains("weaver server")
        .doesNotContain("Exception");
  }

  @Test
  void whereTheServerSpeaksNoTlsItSaysSo() throws Exception {
    String server = "https://127.0.0.1:" + System.getProperty("weaver.port");
    Result result = CliProcess.run(cli, "--server", server, "quota").expect(Exit.UNREACHABLE);

    assertThat(result.err())
        .startsWith("weaver: No secure connection to " + server)
        .contains("begin its address with http://")
        .doesNotContain("Exception");
  }

  @Test
  void whereThereAreNoAccountsThereAreNoTokens() throws Exception {
    Result result = CliProcess.run(cli, "tokens", "list").expect(Exit.NOT_PERMITTED);

    assertThat(result.err()).contains("demo mode", "AUTH_MODE=local");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void inATerminalOneLineIsWrittenOver() throws Exception {
    try (CliProcess terminal =
        CliProcess.inTerminal(cli, "stores", "create", "acme", "--engine", "medusa", "--wait")) {
      assertThat(terminal.end()).as(terminal.output()).isZero();

      assertThat(terminal.output()).contains(REWRITTEN).contains("PROVISIONING");
      String last = terminal.output().strip().lines().toList().getLast();
      assertThat(last).matches("http://acme\\S+");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void ctrlCEndsTheWaitingAndSaysThatTheWorkGoesOn() throws Exception {
    try (CliProcess terminal =
        CliProcess.inTerminal(
            cli, "stores", "create", "fail unschedulable", "--engine", "medusa", "--wait")) {
      terminal.awaitOutput("PROVISIONING");
      terminal.type(CTRL_C);

      assertThat(terminal.end()).isEqualTo(Exit.INTERRUPTED.code());
      assertThat(terminal.output()).contains("goes on; follow it with: weaver stores watch fail-");
    }
    cli.run("stores", "cancel", "fail unschedulable").expect(Exit.OK);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void inATerminalDeletingAsksForTheName() throws Exception {
    String id = cli.ready("Precious");

    try (CliProcess terminal = CliProcess.inTerminal(cli, "stores", "delete", id)) {
      terminal.awaitOutput("Type its name to go on: ");
      terminal.type("precious?\n");
      assertThat(terminal.end()).isEqualTo(Exit.REFUSED.code());
      assertThat(terminal.output()).contains("nothing was deleted");
    }
    try (CliProcess terminal = CliProcess.inTerminal(cli, "stores", "delete", id, "--wait")) {
      terminal.awaitOutput("Type its name to go on: ");
      terminal.type("Precious\n");
      assertThat(terminal.end()).as(terminal.output()).isZero();
    }
    assertThat(cli.run("stores", "get", id, "-o", "json").json().path("status").asText())
        .isEqualTo("DELETED");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aTerminalHasColoursUnlessNobodyWantsThem() throws Exception {
    cli.ready("bright");

    try (CliProcess terminal = CliProcess.inTerminal(cli, "stores", "list")) {
      assertThat(terminal.end()).isZero();
      assertThat(terminal.output()).contains("\u001b[32mREADY\u001b[0m");
    }
    Cli plain = cli.with("NO_COLOR", "1");
    try (CliProcess terminal = CliProcess.inTerminal(plain, "stores", "list")) {
      assertThat(terminal.end()).isZero();
      assertThat(terminal.output()).contains("READY").doesNotContain("\u001b");
    }
  }

  @Test
  void watchingOneStoreEndsWhenItIsDeleted() throws Exception {
    String id = cli.ready("seen");
    cli.run("stores", "delete", id, "--yes", "--wait").expect(Exit.OK);

    Result watched = CliProcess.run(cli, "stores", "watch", id).expect(Exit.OK);

    assertThat(watched.out()).contains(id + "  DELETED");
  }
}
