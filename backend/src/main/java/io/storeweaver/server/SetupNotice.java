package io.storeweaver.server;

import io.storeweaver.account.SetupTokens;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Tells whoever starts the platform the set-up token of the first operator: in the log, and in a
 * file that nobody else may read.
 */
final class SetupNotice {
  private static final Logger LOG = Logger.getLogger(SetupNotice.class);
  private static final String FILE = "setup-token";

  private SetupNotice() {}

  static void give(SetupTokens tokens, Path dataDirectory, String url) {
    Path file = dataDirectory.resolve(FILE);
    Optional<String> token = tokens.issue();
    try {
      if (token.isEmpty()) {
        Files.deleteIfExists(file);
        return;
      }
      PrivateFiles.write(
          file, ByteBuffer.wrap((token.get() + "\n").getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      LOG.warnf("The set-up token cannot be kept in %s: %s", file, e.getMessage());
    }
    LOG.infof(
        """

            There is no operator yet. Make the first one's account with this one-time token (also in %s):
              %s
            at %s/setup, or: POST %s/api/v1/auth/signup with email, password and setup_token
        """,
        file, token.orElse(""), url, url);
  }
}
