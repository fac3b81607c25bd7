package io.storeweaver.bench;

import io.storeweaver.FreePort;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged server as a process of its own, with the flags of {@code make run}. */
final class Server implements AutoCloseable {
  private static final Path APP = Path.of("target", "quarkus-app");
  private static final Path AOT = APP.resolve("storeweaver.aot");
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(20);

  private final Process process;
  private final Api api;
  private final Duration toFirstAnswer;

  private Server(Process process, Api api, Duration toFirstAnswer) {
    this.process = process;
    this.api = api;
    this.toFirstAnswer = toFirstAnswer;
  }

  /** The JVM flags that {@code make bench} hands over. */
  static List<String> flags() {
    return List.of(
        System.getProperty(
                "bench.flags",
                "-Xmx320m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow")
            .strip()
            .split("\\s+"));
  }

  static boolean aotRecorded() {
    return Files.exists(AOT);
  }

  /** Starts it, with the AOT cache where one was recorded, and waits until it answers. */
  static Server start(Path data, Map<String, String> settings) throws Exception {
    return start(data, settings, aotRecorded());
  }

  static Server start(Path data, Map<String, String> settings, boolean aot) throws Exception {
    int port = FreePort.find();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags());
    if (aot) {
      command.add("-XX:AOTCache=" + AOT);
    }
    command.addAll(List.of("-jar", APP.resolve("quarkus-run.jar").toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(List.of("KUBECONFIG", "DATABASE_URL"));
    builder.environment().put("PORT", Integer.toString(port));
    builder.environment().put("DATA_DIR", data.toString());
    builder.environment().putAll(settings);
    File log = Files.createDirectories(data).resolve("server.log").toFile();
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    long begun = System.nanoTime();
    Process process = builder.start();
    Api api = new Api(port);
    try {
      // With accounts, a list is for those who are signed in.
      boolean accounts = "local".equals(settings.get("AUTH_MODE"));
      api.awaitFirstAnswer(process, accounts ? "/api/v1/health" : "/api/v1/stores", START);
    } catch (Exception e) {
      process.destroyForcibly();
      throw new IllegalStateException(
          "the server did not start: " + Files.readString(log.toPath()), e);
    }
    return new Server(process, api, Duration.ofNanos(System.nanoTime() - begun));
  }

  Api api() {
    return api;
  }

  /** From the start of the process to the first list of stores that it answered. */
  Duration toFirstAnswer() {
    return toFirstAnswer;
  }

  Proc proc() {
    return new Proc(process.pid());
  }

  /** Ends it as a power cut would: SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
    api.close();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    api.close();
  }
}
