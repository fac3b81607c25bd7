package io.storeweaver.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that seals what owners give in confidence: made once, kept in DATA_DIR, readable by
 * nobody else.
 */
final class EncryptionKey {
  private static final int BYTES = 32;
  private static final String FILE = "encryption.key";

  private EncryptionKey() {}

  static SecretKey in(Path dataDirectory) {
    Path file = dataDirectory.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      byte[] key = Files.readAllBytes(file);
      if (key.length != BYTES) {
        throw new DatabaseUnavailable(
            file
                + " is damaged: it must hold "
                + BYTES
                + " bytes. Restore it from a backup; without it, passwords that wait for their store are lost.");
      }
      return new SecretKeySpec(key, "AES");
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The encryption key " + file + " can neither be read nor made: " + e.getMessage(), e);
    }
  }

  // Written aside and renamed: a crash in between leaves no half key.
  private static void create(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    Path draft =
        Files.createTempFile(
            file.getParent(),
            FILE,
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(draft, key);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
