package io.storeweaver.account;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An API token as its owner sees it; the secret itself is shown once, when it is made.
 *
 * @param hint how the secret ends
 * @param lastUsedAt to the minute
 */
@Schema(name = "Token", description = "An API token; its secret was shown once, when it was made.")
public record Token(
    String id,
    String name,
    @Schema(description = "How the secret ends.") String hint,
    List<String> scopes,
    Instant createdAt,
    Instant expiresAt,
    @Schema(description = "To the minute.") @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {
  private static final String PREFIX = "swt_";
  private static final int CHECKSUM = 8;
  // A secret scanner finds it, and can tell a real one from a look-alike by the checksum.
  private static final Pattern SHAPE = Pattern.compile("swt_[A-Za-z0-9_-]{43}[0-9a-f]{8}");

  static String newSecret() {
    String body = PREFIX + Secrets.random();
    return body + checksum(body);
  }

  /** True where the text can be a token at all. */
  static boolean wellFormed(String text) {
    if (!SHAPE.matcher(text).matches()) {
      return false;
    }
    int end = text.length() - CHECKSUM;
    return checksum(text.substring(0, end)).equals(text.substring(end));
  }

  private static String checksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    return "%08x".formatted(crc.getValue());
  }
}
