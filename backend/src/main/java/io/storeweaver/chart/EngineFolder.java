package io.storeweaver.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The cache folder: the engine's library, unpacked once for all runs, and one working folder per
 * running renderer. A working folder is held by a file lock, so that whatever a killed process left
 * behind is recognised and removed at the next start.
 */
final class EngineFolder implements AutoCloseable {
  private static final String WORK = "work-";
  private static final String LOCK = "lock";

  private final Path cache;
  private final Path work;
  private final FileChannel held;

  EngineFolder(Path cache) {
    this.cache = cache.toAbsolutePath();
    this.work = this.cache.resolve(WORK + UUID.randomUUID());
    try {
      Files.createDirectories(this.cache);
      sweep();
      Files.createDirectory(work);
      restrict(work);
      held =
          FileChannel.open(
              work.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      held.lock();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The folder %s cannot hold Helm's engine and its working files; name one that can be written"
              .formatted(cache),
          e);
    }
  }

  /** The library's file, unpacked from the resource unless an earlier run has done so. */
  Path library(URL resource, String directory, String fileName) {
    Path home = cache.resolve(directory);
    Path target = home.resolve(fileName);
    try {
      URLConnection connection = resource.openConnection();
      connection.setUseCaches(false);
      try (InputStream in = connection.getInputStream()) {
        if (Files.exists(target) && Files.size(target) == connection.getContentLengthLong()) {
          return target;
        }
        Path part = work.resolve(fileName);
        Files.copy(in, part);
        Files.createDirectories(home);
        restrict(home);
        return Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Helm's engine could not be unpacked to %s; it needs about 100 MB there"
              .formatted(target),
          e);
    }
  }

  /** Writes a file that lives as long as this renderer. */
  Path write(String fileName, byte[] content) {
    try {
      Path part = Files.createTempFile(work, "part", "");
      Files.write(part, content);
      return Files.move(part, work.resolve(fileName), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s could not be written to %s; is there space left?".formatted(fileName, work), e);
    }
  }

  boolean holds(String fileName) {
    return Files.exists(work.resolve(fileName));
  }

  Path path(String fileName) {
    return work.resolve(fileName);
  }

  void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be removed".formatted(file), e);
    }
  }

  @Override
  public void close() {
    try {
      held.close();
      removeTree(work);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The working folder %s could not be removed; the next start will do it".formatted(work),
          e);
    }
  }

  private void sweep() throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(cache, WORK + "*")) {
      for (Path folder : folders) {
        if (abandoned(folder)) {
          removeTree(folder);
        }
      }
    }
  }

  private static boolean abandoned(Path folder) throws IOException {
    Path lock = folder.resolve(LOCK);
    if (!Files.exists(lock)) {
      // Another process may be between making the folder and locking it: only an old one is taken
      // for left behind.
      return Files.getLastModifiedTime(folder).toMillis() < System.currentTimeMillis() - 60_000;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock taken = channel.tryLock()) {
      return taken != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  private static void restrict(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static void removeTree(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
