package io.storeweaver;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is kept, and where.
 *
 * @param url of an external PostgreSQL
 * @param password wins over one in the URLs
 * @param poolMax most connections of one replica
 * @param encryptionKey seals what owners give in confidence, where it is given and not kept in the
 *     data folder
 */
public record DatabaseConfig(
    Optional<String> url,
    Optional<String> password,
    Optional<String> replicaUrl,
    int poolMax,
    Optional<SecretKey> encryptionKey) {
  private static final int ENCRYPTION_KEY_BYTES = 32;
  private static final Pattern POSTGRESQL =
      Pattern.compile("(jdbc:postgresql|postgresql|postgres)://.*");

  static DatabaseConfig of(Settings settings) {
    return new DatabaseConfig(
        settings.optional(Setting.DATABASE_URL).map(DatabaseConfig::primary),
        settings.optional(Setting.DATABASE_PASSWORD),
        settings
            .optional(Setting.DATABASE_REPLICA_URL)
            .map(url -> ofPostgresql(Setting.DATABASE_REPLICA_URL, url)),
        settings.whole(Setting.DATABASE_POOL_MAX, 2, 200),
        settings.optional(Setting.ENCRYPTION_KEY).map(DatabaseConfig::key));
  }

  private static String primary(String url) {
    if (url.startsWith("sqlite:")) {
      throw new InvalidSetting(
          "DATABASE_URL names SQLite, which is not supported any more: use postgresql://…, or leave it out for the embedded PostgreSQL.");
    }
    ofPostgresql(Setting.DATABASE_URL, url);
    if (!url.startsWith("jdbc:") && !readable(url)) {
      throw new InvalidSetting(
          "DATABASE_URL is not of the form postgresql://user:password@host:port/database; percent-encode special characters of the password.");
    }
    return url;
  }

  // The URL stays out of all messages: it may hold the password.
  private static String ofPostgresql(Setting setting, String url) {
    if (!POSTGRESQL.matcher(url).matches()) {
      throw new InvalidSetting(setting + " must start with postgresql:// or jdbc:postgresql://.");
    }
    return url;
  }

  private static boolean readable(String url) {
    try {
      return new URI(url).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static SecretKey key(String given) {
    try {
      byte[] key = Base64.getDecoder().decode(given);
      if (key.length == ENCRYPTION_KEY_BYTES) {
        return new SecretKeySpec(key, "AES");
      }
    } catch (IllegalArgumentException e) {
      // falls through to the one refusal
    }
    throw InvalidSetting.ofSecret(Setting.ENCRYPTION_KEY, Setting.ENCRYPTION_KEY.range());
  }
}
