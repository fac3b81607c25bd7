package io.storeweaver.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A program that we start: a list of arguments, never a shell string; its output goes to a file, so
 * it can never block on us.
 */
final class ChildProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private ChildProcess() {}

  static Process start(List<String> command, Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    // PGPORT, PGDATA, LC_MESSAGES and their like must not reach a server that is ours.
    environment.keySet().retainAll(List.of("PATH", "TMPDIR"));
    environment.put("LC_ALL", "C");
    return builder.start();
  }

  /**
   * Runs a program to its end and returns its output; throws when it fails, or is not done in time
   * and had to be killed.
   */
  static String run(List<String> command, String input, Duration deadline)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("storeweaver-", ".out");
    try {
      Process process = start(command, output);
      try (OutputStream stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It did not wait for its input: its exit code and output say why.
      }
      if (!ended(process, deadline)) {
        process.destroyForcibly();
        throw new IOException(
            "%s was not done after %d ms".formatted(command.getLast(), deadline.toMillis()));
      }
      String said = Files.readString(output).strip();
      if (process.exitValue() != 0) {
        throw new IOException(complaint(said));
      }
      return said;
    } finally {
      Files.deleteIfExists(output);
    }
  }

  // Whoever is interrupted while a program works for him takes it along.
  private static boolean ended(Process process, Duration deadline) throws InterruptedException {
    try {
      return process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      end(process);
      throw e;
    }
  }

  /** Asks a program to end, and kills it when it takes longer than some seconds. */
  static void end(Process process) {
    boolean interrupted = Thread.interrupted();
    try {
      process.destroy();
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What went wrong, without what went well before it and the advice after it. */
  private static String complaint(String said) {
    String complaints =
        said.lines()
            .filter(
                line ->
                    line.contains("error:") || line.contains("FATAL:") || line.contains("PANIC:"))
            .collect(Collectors.joining(" | "));
    return complaints.isEmpty() ? said.lines().collect(Collectors.joining(" | ")) : complaints;
  }
}
