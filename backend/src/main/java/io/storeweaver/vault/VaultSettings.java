package io.storeweaver.vault;

import io.storeweaver.WeaverConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where Vault is, who we are there, and what we read.
 *
 * @param token asked for at each sign-in, because its file may have another one by then
 * @param role of the Kubernetes auth method, where there is no token
 * @param refresh how often we look for a new version
 */
public record VaultSettings(
    URI address,
    Supplier<Optional<String>> token,
    Optional<String> role,
    String authMount,
    Path jwt,
    String mount,
    String path,
    Duration refresh) {

  /** Nothing where no Vault is named. */
  public static Optional<VaultSettings> of(WeaverConfig config) {
    return config
        .vaultAddress()
        .map(
            address ->
                new VaultSettings(
                    address,
                    config::vaultToken,
                    config.vaultRole(),
                    config.vaultAuthMount(),
                    config.vaultJwt(),
                    config.vaultMount(),
                    config.vaultPath(),
                    config.vaultRefresh()));
  }
}
