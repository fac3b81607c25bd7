package io.storeweaver.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What PostgreSQL writes into postmaster.pid: who runs on the data directory, and whether it takes
 * connections yet.
 */
record PostmasterFile(long pid, boolean ready) {
  private static final int STATUS_LINE = 7;

  /** Empty when there is no file, or it is not written to its first line's end yet. */
  static Optional<PostmasterFile> read(Path cluster) throws IOException {
    try {
      List<String> lines = Files.readAllLines(path(cluster));
      long pid = lines.isEmpty() ? 0 : Long.parseLong(lines.getFirst().strip());
      boolean ready = lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
      return pid > 0 ? Optional.of(new PostmasterFile(pid, ready)) : Optional.empty();
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  static Path path(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }
}
