package io.storeweaver.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a command takes from the start of its launcher to its end, next to a command line that
 * people know. The commands take turns, so that a busy machine is as busy for each of them.
 */
final class CliBench {
  private static final Path LAUNCHER = Path.of("..", "bin", "weaver");
  private static final Path CACHE = Path.of("target", "quarkus-app", "cli.aot");

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void commands(@TempDir Path folder) throws Exception {
    Figures figures = Figures.of("CliBench");
    figures.say(Files.exists(CACHE) ? "with the AOT cache of the build" : "without an AOT cache");
    try (Server server = Server.start(folder, Size.settings(Map.of()))) {
      Map<String, Command> commands = commands(server.api().root());
      int rounds = Size.of("runs", 30);
      for (int round = 0; round < rounds; round++) {
        for (Command command : commands.values()) {
          command.run();
        }
      }
      commands.forEach((name, command) -> figures.say("%s: %s", name, command));
    }
  }

  private static Map<String, Command> commands(String server) {
    String weaver = LAUNCHER.toAbsolutePath().normalize().toString();
    Map<String, Command> commands = new LinkedHashMap<>();
    commands.put("weaver version", new Command(List.of(weaver, "version")));
    commands.put(
        "weaver stores list", new Command(List.of(weaver, "--server", server, "stores", "list")));
    commands.put("weaver --help", new Command(List.of(weaver, "--help")));
    commands.put(
        "kubectl version --client", new Command(List.of("kubectl", "version", "--client")));
    commands.values().removeIf(command -> !command.known());
    return commands;
  }

  /** One command line and what its runs took. */
  private static final class Command {
    private final List<String> words;
    private final List<Long> nanos = new ArrayList<>();
    private double cpu;

    Command(List<String> words) {
      this.words = words;
    }

    boolean known() {
      try {
        return start().waitFor() == 0;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    private Process start() throws IOException {
      return new ProcessBuilder(words)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    }

    void run() throws Exception {
      Proc self = new Proc(ProcessHandle.current().pid());
      double before = self.endedChildrenCpuSeconds();
      long begin = System.nanoTime();
      int code = start().waitFor();
      nanos.add(System.nanoTime() - begin);
      cpu += self.endedChildrenCpuSeconds() - before;
      assertThat(code).as(String.join(" ", words)).isZero();
    }

    @Override
    public String toString() {
      return "%s; %.3f s of CPU each".formatted(Latencies.ofNanos(nanos), cpu / nanos.size());
    }
  }
}
