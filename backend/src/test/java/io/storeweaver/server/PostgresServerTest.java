package io.storeweaver.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /** Unpacked once for all tests; without a word from outside it is in DATA_DIR. */
  @TempDir static Path cache;

  /** Data of a server that was started and stopped once; a copy is quicker than new data. */
  @TempDir static Path made;

  @TempDir Path data;

  @BeforeAll
  static void makeData() throws IOException {
    letOthersThrough(cache);
    letOthersThrough(made);
    PostgresServer.start(DataFolder.take(made), cache, Keeping.DURABLE, DEADLINE).close();
  }

  @BeforeEach
  void letOthersThrough() throws IOException {
    letOthersThrough(data);
  }

  /** Root's PostgreSQL may run as nobody, which has to get past the folder. */
  private static void letOthersThrough(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
  }

  private static void copyMadeData(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(made)) {
      for (Path each : tree.skip(1).toList()) {
        Files.copy(each, folder.resolve(made.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  @Test
  void dataSurviveARestart() throws Exception {
    try (var server = start(data)) {
      execute(server, "CREATE TABLE kept (word text)");
      execute(server, "INSERT INTO kept VALUES ('still here')");
    }
    try (var server = start(data)) {
      assertThat(ask(server, "SELECT word FROM kept")).isEqualTo("still here");
    }
  }

  @Test
  void whatIsCommittedIsOnTheDisk() throws Exception {
    try (var server = start(data)) {
      assertThat(ask(server, "SHOW fsync")).isEqualTo("on");
      assertThat(ask(server, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(ask(server, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(ask(server, "SHOW data_checksums")).isEqualTo("on");
      assertThat(ask(server, "SHOW server_version")).isEqualTo(PostgresBinaries.VERSION);
    }
  }

  @Test
  void onlyThisMachineWithThePasswordGetsIn() throws Exception {
    try (var server = start(data)) {
      var stranger = server.dataSource("postgres");
      stranger.setPassword("guessed");
      assertThatThrownBy(stranger::getConnection)
          .hasMessageContaining("password authentication failed");
      assertThat(ask(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(server, "SHOW unix_socket_directories")).isEmpty();
      assertThat(mode("postgres.password")).isEqualTo("rw-------");
      assertThat(mode("postgres")).isEqualTo("rwx------");
    }
  }

  @Test
  void aLostPasswordIsReplaced() throws Exception {
    String old;
    try (var server = start(data)) {
      old = server.password();
    }
    Files.delete(data.resolve("postgres.password"));
    try (var server = start(data)) {
      assertThat(server.password()).isNotEqualTo(old);
      assertThat(ask(server, "SELECT 'in'")).isEqualTo("in");
    }
  }

  @Test
  void aSecondStartOnTheSameFolderIsRefusedByName() throws Exception {
    try (var first = start(data)) {
      assertThat(first.jdbcUrl()).startsWith("jdbc:postgresql://127.0.0.1:");
      assertThatThrownBy(() -> start(data))
          .isInstanceOf(DatabaseUnavailable.class)
          .hasMessageContaining("is in use by process " + ProcessHandle.current().pid())
          .hasMessageContaining("DATABASE_URL");
    }
  }

  @Test
  void anotherProcessOnTheSameFolderIsRefusedToo() throws Exception {
    Process other = startElsewhere();
    try {
      assertThatThrownBy(() -> start(data))
          .hasMessageContaining("is in use by process " + other.pid());
    } finally {
      end(other);
    }
    start(data).close();
  }

  @Test
  void theServerOfAKilledProcessIsReplacedAndItsDataAreKept() throws Exception {
    Process killed = startElsewhere();
    end(killed);
    ProcessHandle orphan = postmaster();
    assertThat(orphan.isAlive()).isTrue();

    try (var server = start(data)) {
      assertThat(ask(server, "SELECT word FROM kept")).isEqualTo("written elsewhere");
      assertThat(orphan.onExit()).succeedsWithin(Duration.ofSeconds(10));
    }
  }

  @Test
  void aPostmasterFileThatNamesAStrangersProcessIsTakenForStale() throws Exception {
    start(data).close();
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try (var foreign = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      leavePostmasterFile(stranger.pid(), foreign.getLocalPort());
      try (var server = start(data)) {
        assertThat(server.jdbcUrl()).doesNotContain(":" + foreign.getLocalPort() + "/");
      }
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      end(stranger);
    }
  }

  @Test
  void anotherControlPlanesServerOnTheRecordedPortIsLeftAlone(@TempDir Path others)
      throws Exception {
    start(data).close();
    try (var foreign = start(others)) {
      execute(foreign, "CREATE TABLE theirs ()");
      Files.copy(
          others.resolve("postgres/postmaster.pid"), data.resolve("postgres/postmaster.pid"));
      try (var server = start(data)) {
        assertThat(server.jdbcUrl()).isNotEqualTo(foreign.jdbcUrl());
      }
      assertThat(ask(foreign, "SELECT count(*) FROM theirs")).isEqualTo("0");
    }
  }

  @Test
  void dataOfAnotherMajorVersionAreRefusedAndNotTouched() throws Exception {
    Path cluster = Files.createDirectories(data.resolve("postgres"));
    Files.writeString(cluster.resolve("PG_VERSION"), "14\n");
    assertThatThrownBy(() -> PostgresServer.start(data, DEADLINE))
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("PostgreSQL 14")
        .hasMessageContaining("DATABASE_URL");
    assertThat(cluster).isDirectoryContaining("glob:**/PG_VERSION");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws Exception {
    Path file = Files.writeString(data.resolve("a-file"), "");
    assertThatThrownBy(() -> PostgresServer.start(file.resolve("below"), DEADLINE))
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("cannot be written")
        .hasMessageContaining("DATA_DIR");
  }

  @Test
  void closingTwiceIsFineAndLetsTheFolderGo() {
    var server = PostgresServer.start(data, DEADLINE);
    assertThat(data.resolve("cache")).isDirectoryContaining("glob:**/postgresql-*");
    server.close();
    server.close();
    assertThat(DataFolder.tryTake(data)).hasValueSatisfying(DataFolder::close);
  }

  /** Another JVM that starts the server, writes a row, says so, and waits. */
  private Process startElsewhere() throws Exception {
    copyMadeData(data);
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Elsewhere.class.getName(),
            data.toString(),
            cache.toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    assertThat(process.inputReader().readLine()).isEqualTo("written");
    return process;
  }

  static final class Elsewhere {
    private Elsewhere() {}

    public static void main(String[] arguments) throws Exception {
      PostgresServer server = start(Path.of(arguments[0]), Path.of(arguments[1]));
      execute(server, "CREATE TABLE kept (word text)");
      execute(server, "INSERT INTO kept VALUES ('written elsewhere')");
      System.out.println("written");
      System.in.read();
    }
  }

  private static void end(Process process) throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  private ProcessHandle postmaster() throws IOException {
    var file = PostmasterFile.read(data.resolve("postgres")).orElseThrow();
    return ProcessHandle.of(file.pid()).orElseThrow();
  }

  private void leavePostmasterFile(long pid, int port) throws IOException {
    Path cluster = data.resolve("postgres");
    var lines =
        List.of(
            "" + pid, cluster.toString(), "1", "" + port, "", "127.0.0.1", "  1  1", "ready   ");
    Files.write(PostmasterFile.path(cluster), lines);
  }

  private static PostgresServer start(Path folder) throws IOException {
    if (!Files.exists(folder.resolve("postgres"))) {
      copyMadeData(Files.createDirectories(folder));
    }
    return start(folder, cache);
  }

  private static PostgresServer start(Path folder, Path programs) {
    return PostgresServer.start(DataFolder.take(folder), programs, Keeping.DURABLE, DEADLINE);
  }

  private String mode(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name)));
  }

  private static void execute(PostgresServer server, String statement) throws SQLException {
    try (Connection connection = server.dataSource("storeweaver").getConnection();
        var sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  private static String ask(PostgresServer server, String query) throws SQLException {
    try (Connection connection = server.dataSource("storeweaver").getConnection();
        var sql = connection.createStatement();
        var rows = sql.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
