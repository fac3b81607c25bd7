package io.storeweaver.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * DATA_DIR, held by one process at a time. The hold is a lock on a file, so the kernel gives it
 * back however the process dies; the number in the file is only for the message that the next one
 * gets.
 *
 * <p>A process loses its POSIX locks on a file as soon as it closes any descriptor of it
 * (fcntl(2)). So a process that holds a folder must not even open its lock file again, and what it
 * holds is written down beside the lock: as system properties, which all class loaders share.
 */
final class DataFolder implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path root;
  private final FileChannel lock;

  private DataFolder(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Takes the folder, making it where it is missing; refuses with a sentence when it is taken or
   * cannot be written.
   */
  static DataFolder take(Path folder) {
    return tryTake(folder)
        .orElseThrow(
            () ->
                new DatabaseUnavailable(
                    "DATA_DIR %s is in use by process %s; set DATA_DIR to another folder, or DATABASE_URL to a server that both may use."
                        .formatted(folder.toAbsolutePath(), holder(folder))));
  }

  /**
   * As {@link #take}, but empty when another process, or another part of this one, holds the
   * folder.
   */
  static Optional<DataFolder> tryTake(Path folder) {
    try {
      Path root = Files.createDirectories(folder).toRealPath();
      if (System.getProperties().putIfAbsent(mark(root), "") != null) {
        return Optional.empty();
      }
      Optional<DataFolder> taken = lock(root).map(channel -> new DataFolder(root, channel));
      if (taken.isEmpty()) {
        System.clearProperty(mark(root));
      }
      return taken;
    } catch (IOException e) {
      throw new DatabaseUnavailable(
          "DATA_DIR %s cannot be written by user %s (%s); set DATA_DIR to a folder of yours, or DATABASE_URL."
              .formatted(folder.toAbsolutePath(), System.getProperty("user.name"), e),
          e);
    }
  }

  private static String mark(Path root) {
    return "storeweaver.held." + root;
  }

  private static Optional<FileChannel> lock(Path root) throws IOException {
    Path name = lockFile(root);
    FileChannel file = FileChannel.open(name, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    // Whoever held it may have removed it between our opening and our locking.
    if (file.tryLock() == null || !Files.exists(name)) {
      file.close();
      return Optional.empty();
    }
    file.truncate(0);
    file.write(UTF_8.encode(Long.toString(ProcessHandle.current().pid())));
    return Optional.of(file);
  }

  private static String holder(Path folder) {
    try {
      if (System.getProperty(mark(folder.toRealPath())) != null) {
        return Long.toString(ProcessHandle.current().pid());
      }
      return Files.readString(lockFile(folder)).strip();
    } catch (IOException e) {
      return "(unknown)";
    }
  }

  /** True where somebody holds the folder, or held it and died. */
  static boolean wasTaken(Path folder) {
    return Files.exists(lockFile(folder));
  }

  private static Path lockFile(Path root) {
    return root.resolve("storeweaver.lock");
  }

  Path resolve(String name) {
    return root.resolve(name);
  }

  /**
   * A random secret kept in a file that only its owner can read. When the file is missing, {@code
   * whenNew} gets the new secret before it is kept, so that a crash in between leaves no secret
   * that nobody knows.
   */
  String secret(String name, ThrowingConsumer whenNew) throws IOException {
    Path file = root.resolve(name);
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    byte[] bits = new byte[32];
    RANDOM.nextBytes(bits);
    String secret = HexFormat.of().formatHex(bits);
    whenNew.accept(secret);
    PrivateFiles.write(file, ByteBuffer.wrap(secret.getBytes(UTF_8)));
    return secret;
  }

  /** Removes the folder with all that is in it, while nobody else can have it. */
  void remove() throws IOException {
    PrivateFiles.remove(root);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new DatabaseUnavailable("DATA_DIR %s could not be let go.".formatted(root), e);
    } finally {
      System.clearProperty(mark(root));
    }
  }

  /** What has to happen with a new secret before it is kept. */
  interface ThrowingConsumer {
    void accept(String secret) throws IOException;
  }
}
