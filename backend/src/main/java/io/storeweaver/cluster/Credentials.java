package io.storeweaver.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.store.Engine;
import io.storeweaver.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Secrets of a store. They are generated once and only ever created, never replaced: whoever
 * comes second keeps what is there, so that a retry or an upgrade can never lock a shop out of its
 * own database.
 */
public final class Credentials {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String READABLE = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";

  private Credentials() {}

  /** Where a shop's admin login is kept. */
  public record AdminLogin(String secret, String usernameKey, String passwordKey) {}

  /**
   * The Secret objects of a store with fresh values; {@code adminPassword} is the owner's choice,
   * or null to generate one.
   */
  public static List<ObjectNode> generate(Store store, @Nullable String adminPassword) {
    String password = adminPassword == null ? readable(20) : adminPassword;
    List<ObjectNode> secrets = new ArrayList<>();
    contents(store, password).forEach((name, data) -> secrets.add(secret(store, name, data)));
    return secrets;
  }

  /** Names of the Secrets of a store. */
  public static List<String> names(Store store) {
    return switch (store.engine()) {
      case WOOCOMMERCE -> List.of("mysql-secret", "wordpress-secret");
      case MEDUSA -> List.of(store.id() + "-postgres", store.id() + "-medusa");
    };
  }

  /** Where the admin login of a store is kept. */
  public static AdminLogin adminLogin(Store store) {
    return store.engine() == Engine.WOOCOMMERCE
        ? new AdminLogin("wordpress-secret", "admin-username", "admin-password")
        : new AdminLogin(store.id() + "-medusa", "admin-email", "admin-password");
  }

  private static Map<String, Map<String, String>> contents(Store store, String adminPassword) {
    Map<String, Map<String, String>> contents = new LinkedHashMap<>();
    switch (store.engine()) {
      case WOOCOMMERCE -> {
        contents.put(
            "mysql-secret",
            ordered(
                "MYSQL_ROOT_PASSWORD",
                readable(32),
                "MYSQL_DATABASE",
                "wordpress",
                "MYSQL_USER",
                "wordpress",
                "MYSQL_PASSWORD",
                readable(32)));
        contents.put(
            "wordpress-secret",
            ordered(
                "admin-username",
                store.adminUsername(),
                "admin-password",
                adminPassword,
                "admin-email",
                store.adminEmail(),
                "auth-secret",
                hex(32)));
      }
      case MEDUSA -> {
        contents.put(
            store.id() + "-postgres",
            ordered(
                "POSTGRES_USER",
                "medusa",
                "POSTGRES_DB",
                "medusa",
                "POSTGRES_PASSWORD",
                readable(32)));
        contents.put(
            store.id() + "-medusa",
            ordered(
                "jwt-secret",
                hex(32),
                "cookie-secret",
                hex(32),
                "admin-email",
                store.adminEmail(),
                "admin-password",
                adminPassword,
                "publishable-key",
                "pk_" + hex(32),
                "redis-password",
                readable(32)));
      }
    }
    return contents;
  }

  private static Map<String, String> ordered(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private static ObjectNode secret(Store store, String name, Map<String, String> data) {
    ObjectNode object =
        ClusterApi.JSON
            .createObjectNode()
            .put("apiVersion", "v1")
            .put("kind", "Secret")
            .put("type", "Opaque");
    ObjectNode metadata =
        object.putObject("metadata").put("name", name).put("namespace", store.namespace());
    metadata
        .putObject("labels")
        .put("app.kubernetes.io/managed-by", Names.FIELD_MANAGER)
        .put(Names.STORE_LABEL, store.id());
    ObjectNode encoded = object.putObject("data");
    data.forEach(
        (key, value) ->
            encoded.put(
                key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
    return object;
  }

  /** Random characters that nobody confuses when reading them aloud; about 5.7 bits each. */
  private static String readable(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
    }
    return text.toString();
  }

  private static String hex(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
