package io.storeweaver.vault;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * A token that Vault takes, and for how long.
 *
 * @param lease zero where it does not end
 */
record VaultSession(String token, boolean renewable, Duration lease, long sinceNanos) {

  /** From the part {@code auth} of a sign-in or of a renewal. */
  static VaultSession ofAuth(JsonNode auth) {
    return of(
        auth.path("client_token").asText(),
        auth.path("renewable").asBoolean(),
        auth.path("lease_duration").asLong());
  }

  static VaultSession of(String token, boolean renewable, long leaseSeconds) {
    return new VaultSession(token, renewable, Duration.ofSeconds(leaseSeconds), System.nanoTime());
  }

  /** True from half of its life on. */
  boolean ages() {
    return !lease.isZero() && System.nanoTime() - sinceNanos > lease.toNanos() / 2;
  }
}
