package io.storeweaver.server;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Servers that live as long as one test run, each in a folder of its own below the user's temporary
 * folder.
 */
final class ScratchServers {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final String PREFIX = "server-";
  private static final int ATTEMPTS = 5;

  private ScratchServers() {}

  static PostgresServer start() {
    try {
      Path home = home();
      Path cache = home.resolve("cache");
      sweep(home, cache);
      return PostgresServer.start(fresh(home), cache, Keeping.THROWAWAY, DEADLINE);
    } catch (IOException e) {
      throw new DatabaseUnavailable("No temporary PostgreSQL: " + e.getMessage(), e);
    }
  }

  private static DataFolder fresh(Path home) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Path folder = Files.createTempDirectory(home, PREFIX);
      // PostgreSQL may run as another user than we do and has to get to its data, which are closed
      // to others themselves.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      // Another run may sweep it up between the making of its lock file and the lock.
      Optional<DataFolder> taken = DataFolder.tryTake(folder);
      if (taken.isPresent()) {
        return taken.get();
      }
    }
    throw new IOException("every new folder in " + home + " was taken by somebody else");
  }

  private static Path home() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    Path home =
        Files.createDirectories(
            temporary.resolve("storeweaver-" + System.getProperty("user.name")));
    // A folder of that name made by somebody else could hold programs of theirs.
    if (((Integer) Files.getAttribute(home, "unix:uid")).longValue() != new UnixSystem().getUid()) {
      throw new IOException(home + " belongs to somebody else");
    }
    return home;
  }

  /**
   * A folder that nobody holds is what a killed test run has left: its server is ended, its data
   * removed.
   */
  private static void sweep(Path home, Path cache) throws IOException {
    PostgresBinaries binaries = PostgresBinaries.unpack(cache);
    for (Path folder : leftovers(home)) {
      Optional<DataFolder> held = DataFolder.tryTake(folder);
      if (held.isPresent()) {
        try (DataFolder ours = held.get()) {
          Path cluster = ours.resolve("postgres");
          new PostgresCluster(cluster, binaries, Unprivileged.forCluster(cluster)).stopOrphan();
          PrivateFiles.remove(folder);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  private static List<Path> leftovers(Path home) throws IOException {
    try (Stream<Path> folders = Files.list(home)) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith(PREFIX))
          // Without it, the folder has just been made.
          .filter(DataFolder::wasTaken)
          .toList();
    }
  }
}
