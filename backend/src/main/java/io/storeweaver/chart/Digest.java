package io.storeweaver.chart;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/**
 * SHA-256 digests written as {@code sha256:<hex>}; every part is preceded by its length, so that
 * parts cannot run together.
 */
final class Digest {
  private final MessageDigest sha256;

  private Digest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  static String ofFiles(SortedMap<String, byte[]> files) {
    Digest digest = new Digest();
    files.forEach(
        (path, content) -> digest.add(path.getBytes(StandardCharsets.UTF_8)).add(content));
    return digest.text();
  }

  static String ofTexts(String... parts) {
    Digest digest = new Digest();
    for (String part : parts) {
      digest.add(part.getBytes(StandardCharsets.UTF_8));
    }
    return digest.text();
  }

  private Digest add(byte[] part) {
    sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(part.length).flip());
    sha256.update(part);
    return this;
  }

  private String text() {
    return "sha256:" + HexFormat.of().formatHex(sha256.digest());
  }
}
