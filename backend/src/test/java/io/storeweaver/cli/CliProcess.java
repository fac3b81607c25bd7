package io.storeweaver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The command line as a process of its own, with the classes that the launcher gives it. */
final class CliProcess implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(45);
  // The same choice as in bin/weaver: a class from anywhere else would be missing there.
  private static final Pattern NEEDED =
      Pattern.compile(
          ".*/(target/classes/?|picocli-[^/]*jar|jackson-(core|databind|annotations|dataformat-yaml)-[^/]*jar|snakeyaml-[^/]*jar)");

  private final Process process;
  private final StringBuilder seen = new StringBuilder();
  private final Thread reader;

  private CliProcess(Process process) {
    this.process = process;
    this.reader = Thread.ofVirtual().start(() -> read(process.getInputStream()));
  }

  /** Runs a command with pipes, to its end. */
  static Result run(Cli who, String... arguments) throws Exception {
    Path err = Files.createTempFile("weaver-cli", ".err");
    ProcessBuilder builder =
        builder(who, command("", arguments)).redirectError(err.toFile()).redirectInput(nothing());
    try (CliProcess running = new CliProcess(builder.start())) {
      int code = running.end();
      return new Result(code, running.output(), Files.readString(err));
    } finally {
      Files.delete(err);
    }
  }

  /** Starts a command in a pseudo-terminal; what it shows is its output and errors as one. */
  static CliProcess inTerminal(Cli who, String... arguments) throws IOException {
    String quoted =
        command("012", arguments).stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    return new CliProcess(
        builder(who, List.of("script", "--quiet", "--return", "--command", quoted, "/dev/null"))
            .redirectErrorStream(true)
            .start());
  }

  private static ProcessBuilder builder(Cli who, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("WEAVER_"));
    builder.environment().put("SHELL", "/bin/sh");
    builder.environment().putAll(who.environment());
    return builder;
  }

  private static List<String> command(String terminals, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-D" + Console.TERMINALS + "=" + terminals);
    command.addAll(List.of("-cp", classPath(), "io.storeweaver.cli.Main"));
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  private static String classPath() {
    String whole =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(whole.split(File.pathSeparator))
        .filter(entry -> NEEDED.matcher(entry).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static File nothing() {
    return new File("/dev/null");
  }

  private void read(InputStream stream) {
    byte[] buffer = new byte[4096];
    try {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        synchronized (seen) {
          seen.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
          seen.notifyAll();
        }
      }
    } catch (IOException e) {
      // The process was ended.
    }
  }

  String output() {
    synchronized (seen) {
      return seen.toString();
    }
  }

  /** Waits until it has shown that text. */
  void awaitOutput(String text) throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    synchronized (seen) {
      while (seen.indexOf(text) < 0 && System.nanoTime() < end) {
        TimeUnit.NANOSECONDS.timedWait(seen, Math.max(1, end - System.nanoTime()));
      }
      assertThat(seen.toString()).contains(text);
    }
  }

  void type(String text) {
    try {
      OutputStream keyboard = process.getOutputStream();
      keyboard.write(text.getBytes(StandardCharsets.UTF_8));
      keyboard.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for its end and gives its exit code. */
  int end() throws InterruptedException {
    assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).as(output()).isTrue();
    reader.join(LONGEST);
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
