package io.storeweaver.account;

import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An account as its owner and operators see it.
 *
 * @param email absent for a name of demo mode and for a closed account: nobody can sign in to those
 * @param suspendedAt since when it may not be used
 */
@Schema(name = "Account", description = "Who may sign in, and what they may.")
public record Account(
    String id,
    @Nullable String email,
    @Schema(
            implementation = String.class,
            enumeration = {"user", "operator"})
        Role role,
    Limits limits,
    Instant createdAt,
    @Nullable Instant signedInAt,
    @Nullable Instant suspendedAt,
    @Nullable Instant closedAt) {

  /**
   * Limits of its own; where one is absent, the platform's holds.
   *
   * @param maxCpu processors
   * @param maxMemory GiB
   * @param maxDisk GiB
   */
  @Schema(
      name = "AccountLimits",
      description = "Limits of its own; where one is null, the platform's holds.")
  public record Limits(
      @Nullable Integer maxStores,
      @Schema(description = "Processors.") @Nullable BigDecimal maxCpu,
      @Schema(description = "GiB.") @Nullable BigDecimal maxMemory,
      @Schema(description = "GiB.") @Nullable BigDecimal maxDisk) {}

  boolean usable() {
    return suspendedAt == null && closedAt == null;
  }
}
