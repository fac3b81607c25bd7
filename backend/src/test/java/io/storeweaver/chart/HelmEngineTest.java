package io.storeweaver.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the engine does to the process that it is loaded into, seen from outside of a process of its
 * own.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no such signals")
class HelmEngineTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Renders, says so, and then waits like a server until it is told to end. */
  static final class Server {
    private Server() {}

    public static void main(String[] arguments) throws InterruptedException {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> System.out.println("shutdown hook ran")));
      Renderer renderer = Fixtures.renderer();
      for (int i = 0; i < 3; i++) {
        Fixtures.render(renderer, Map.of("replicas", i));
      }
      System.out.println("rendered");
      Thread.currentThread().join();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP"})
  @Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aServerThatHasRenderedStillEndsInOrderWhenItIsToldTo(String signal) throws Exception {
    Process server = start(Map.of());
    try (BufferedReader said = server.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.readLine()).isEqualTo("rendered");
      long asked = System.nanoTime();
      new ProcessBuilder("kill", "-" + signal, Long.toString(server.pid())).start().waitFor();

      assertThat(server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as("ended within %s", PATIENCE)
          .isTrue();
      assertThat(said.readLine()).isEqualTo("shutdown hook ran");
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(PATIENCE);
    } finally {
      server.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"KUBECONFIG", "KUBECONFIG HELM_DRIVER", "HELM_DRIVER", "HOME"})
  @Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whatClusterOrStorageTheEnvironmentNamesDoesNotMatter(String set, @TempDir Path home)
      throws Exception {
    Path broken = Files.createDirectory(home.resolve(".kube")).resolve("config");
    Files.writeString(broken, "no kubeconfig: :");
    Map<String, String> known =
        Map.of("KUBECONFIG", broken.toString(), "HELM_DRIVER", "sql", "HOME", home.toString());
    Process server =
        start(Stream.of(set.split(" ")).collect(Collectors.toMap(name -> name, known::get)));
    try (BufferedReader said = server.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.readLine()).isEqualTo("rendered");
    } finally {
      server.destroyForcibly();
    }
  }

  private static Process start(Map<String, String> environment) throws Exception {
    List<String> command = new ArrayList<>(withUsualSignals());
    command.addAll(
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx128m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Server.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /**
   * A launcher that ignores signals (nohup, a background job of a shell) hands that on to its
   * children, and the JVM then leaves them ignored. Coreutils 8.31 and newer can undo it.
   */
  private static List<String> withUsualSignals() throws InterruptedException {
    List<String> prefix = List.of("env", "--default-signal=INT,HUP,TERM");
    List<String> probe = Stream.concat(prefix.stream(), Stream.of("true")).toList();
    try {
      Process works = new ProcessBuilder(probe).redirectErrorStream(true).start();
      return works.waitFor(5, TimeUnit.SECONDS) && works.exitValue() == 0 ? prefix : List.of();
    } catch (IOException noSuchProgram) {
      return List.of();
    }
  }
}
