package io.storeweaver;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Where Vault is, who we are there, and what we read.
 *
 * @param token as it is when asked for: whoever renews it writes it into the same file
 * @param role of the Kubernetes auth method, where there is no token
 * @param jwt token of the service account
 * @param refresh how often a new version is looked for
 */
public record VaultConfig(
    URI address,
    Supplier<Optional<String>> token,
    Optional<String> role,
    String authMount,
    Path jwt,
    String mount,
    String path,
    Duration refresh) {
  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*");

  /** Nothing where no Vault is named. */
  static Optional<VaultConfig> of(Settings settings) {
    Supplier<Optional<String>> token = settings.renewed(Setting.VAULT_TOKEN);
    Optional<String> role = settings.optional(Setting.VAULT_ROLE);
    String authMount = settings.matching(Setting.VAULT_AUTH_MOUNT, PATH);
    String mount = settings.matching(Setting.VAULT_MOUNT, PATH);
    String path = settings.matching(Setting.VAULT_PATH, PATH);
    Path jwt = Path.of(settings.text(Setting.VAULT_JWT_PATH));
    Duration refresh = settings.seconds(Setting.VAULT_REFRESH_SECONDS, 1, 86_400);
    Optional<URI> address = settings.endpoint(Setting.VAULT_ADDR);
    if (address.isPresent() && role.isEmpty() && settings.optional(Setting.VAULT_TOKEN).isEmpty()) {
      throw new InvalidSetting("VAULT_ADDR needs VAULT_TOKEN, VAULT_TOKEN_FILE or VAULT_ROLE.");
    }
    return address.map(
        url -> new VaultConfig(url, token, role, authMount, jwt, mount, path, refresh));
  }
}
