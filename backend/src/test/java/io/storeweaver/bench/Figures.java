package io.storeweaver.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Where a benchmark says what it found: on the console and in {@code target/bench/<name>.txt}.
 * Every line carries the machine's load, because a figure from a busy machine is another figure.
 */
@SuppressWarnings("AnnotateFormatMethod") // the annotation is in a library that we do not have
final class Figures {
  private static final Path FOLDER = Path.of("target", "bench");

  private final Path file;

  private Figures(Path file) {
    this.file = file;
  }

  /** Starts a new file with the machine in its first lines. */
  static Figures of(String name) {
    try {
      Files.createDirectories(FOLDER);
      Figures figures = new Figures(FOLDER.resolve(name + ".txt"));
      Files.deleteIfExists(figures.file);
      figures.print("%s, %s", name, Instant.now().truncatedTo(ChronoUnit.SECONDS));
      figures.print(
          "%d cores, %d MiB, Linux %s, JDK %s, server flags %s",
          Runtime.getRuntime().availableProcessors(),
          Proc.memoryMiB(),
          System.getProperty("os.version"),
          Runtime.version(),
          String.join(" ", Server.flags()));
      return figures;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says a figure. */
  void say(String format, Object... arguments) {
    print("[load %s] %s", Proc.load(), String.format(Locale.ROOT, format, arguments));
  }

  private void print(String format, Object... arguments) {
    String line = String.format(Locale.ROOT, format, arguments);
    System.out.println(line);
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
