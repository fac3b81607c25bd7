package io.storeweaver.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeweaver.WeaverConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that is told to end before it has come up, or that cannot come up. */
class StartupTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int ENDED_BY_SIGTERM = 128 + 15;

  @TempDir Path data;

  @BeforeEach
  void letOthersThrough() throws IOException {
    // Root's PostgreSQL may run as nobody, which has to get past the folder.
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres.new/PG_VERSION", "postgres/postmaster.pid", "postgres.log"})
  void leavesNoDatabaseBehindWhenItIsEndedDuringItsStart(String sign) throws Exception {
    Path log = data.resolve("test.log");
    Process process = start(log);
    try {
      await(process, data.resolve(sign), log);
      process.destroy();
      assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).as("it ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(ENDED_BY_SIGTERM);
    assertThat(log).content().doesNotContain("cannot start");
    assertThat(onOurData()).isEmpty();
  }

  @Test
  void tellsOfAnErrorToo() throws Exception {
    CompletableFuture<Throwable> told = new CompletableFuture<>();
    NoClassDefFoundError missing = new NoClassDefFoundError("com/example/Missing");
    Startup.begin(
        parts -> {
          throw missing;
        },
        told::complete);
    assertThat(told.get(LONGEST.toSeconds(), TimeUnit.SECONDS)).isSameAs(missing);
  }

  private Process start(Path log) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Begun.class.getName());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().keySet().removeAll(List.of("KUBECONFIG", "DATABASE_URL"));
    builder.environment().put("DATA_DIR", data.toString());
    return builder.start();
  }

  /** What the server's main does, without the web server beside it. */
  static final class Begun {
    private Begun() {}

    public static void main(String[] arguments) {
      WeaverConfig config = WeaverConfig.from(System.getenv(), System.getProperties());
      Startup.begin(
              parts -> Platform.start(config, parts),
              failure -> {
                System.err.println("cannot start: " + failure);
                Runtime.getRuntime().halt(1);
              })
          .platform();
    }
  }

  private static void await(Process process, Path file, Path log) throws IOException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!Files.exists(file)) {
      assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
      assertThat(System.nanoTime()).as("no " + file + " in time").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }

  /** Programs of PostgreSQL that have our folder in their arguments. */
  private List<String> onOurData() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.contains(data.toString()) && line.contains("postgres"))
        .toList();
  }
}
