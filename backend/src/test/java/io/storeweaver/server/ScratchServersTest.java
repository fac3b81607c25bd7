package io.storeweaver.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several test runs on one machine. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScratchServersTest {
  @TempDir Path folder;

  /** Says whether it could have the folder. */
  static final class Taker {
    private Taker() {}

    public static void main(String[] arguments) {
      System.out.println(DataFolder.tryTake(Path.of(arguments[0])).isPresent() ? "free" : "held");
    }
  }

  /** A test run with so many servers: says where they are, and for each line whether they live. */
  static final class Run {
    private Run() {}

    public static void main(String[] arguments) throws IOException {
      List<PostgresServer> servers =
          Arrays.stream(arguments).map(each -> PostgresServer.temporary()).toList();
      System.out.println(ask(servers.getFirst(), "show data_directory"));
      while (System.in.read() >= 0) {
        servers.forEach(server -> System.out.println(ask(server, "select 'alive'")));
      }
      servers.forEach(PostgresServer::close);
    }
  }

  private static String ask(PostgresServer server, String query) {
    try (Connection connection = server.dataSource("storeweaver").getConnection();
        var rows = connection.createStatement().executeQuery(query)) {
      return rows.next() ? rows.getString(1) : "nothing";
    } catch (SQLException e) {
      return "gone: " + e.getMessage();
    }
  }

  private static Process java(Class<?> main, String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private String othersSay() throws Exception {
    Process other = java(Taker.class, folder.toString());
    try (BufferedReader said = other.inputReader()) {
      String word = String.valueOf(said.readLine());
      assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
      return word;
    }
  }

  @Test
  void aFolderStaysHeldWhenItsHolderAsksForItAgain() throws Exception {
    try (DataFolder held = DataFolder.take(folder)) {
      assertThat(held.resolve("storeweaver.lock")).exists();
      assertThat(DataFolder.tryTake(folder)).isEmpty();
      assertThat(refusal()).contains("in use by process " + ProcessHandle.current().pid());
      assertThat(othersSay()).isEqualTo("held");
    }
    assertThat(othersSay()).isEqualTo("free");
    assertThat(DataFolder.tryTake(folder)).hasValueSatisfying(DataFolder::close);
  }

  private String refusal() {
    try (DataFolder twice = DataFolder.take(folder)) {
      return "taken twice: " + twice.resolve("");
    } catch (DatabaseUnavailable e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void aRunThatSweepsLeavesTheServersOfAnotherAlone() throws Exception {
    Process first = java(Run.class, "one", "another");
    try (BufferedReader said = first.inputReader()) {
      assertThat(said.readLine()).contains("postgres");
      PostgresServer.temporary().close();

      first.outputWriter().append('\n').flush();
      assertThat(said.readLine()).isEqualTo("alive");
      assertThat(said.readLine()).isEqualTo("alive");
      first.outputWriter().close();
      assertThat(first.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      first.destroyForcibly();
    }
  }

  @Test
  void whatAKilledRunLeavesIsSweptUp() throws Exception {
    Process killed = java(Run.class, "one");
    try (BufferedReader said = killed.inputReader()) {
      Path data = Path.of(said.readLine());
      long pid = PostmasterFile.read(data).orElseThrow().pid();
      killed.destroyForcibly();
      assertThat(killed.waitFor(10, TimeUnit.SECONDS)).isTrue();
      Optional<ProcessHandle> orphan = ProcessHandle.of(pid);
      assertThat(orphan).isPresent();

      PostgresServer.temporary().close();

      assertThat(orphan.orElseThrow().onExit()).succeedsWithin(Duration.ofSeconds(10));
      assertThat(data.getParent()).doesNotExist();
    } finally {
      killed.destroyForcibly();
    }
  }
}
