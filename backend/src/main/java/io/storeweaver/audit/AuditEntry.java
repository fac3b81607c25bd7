package io.storeweaver.audit;

import io.storeweaver.Json;
import java.time.Instant;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One act as it was recorded.
 *
 * @param subject what was acted on, where that is no store: an account or a token
 * @param beforeDigest SHA-256 of what the act changed, as it was; absent where there was nothing
 * @param seq place in the chain; absent for the moment until the entry is chained
 * @param hash SHA-256 over the hash before it and this entry
 */
@Schema(name = "AuditEntry", description = "One act as it was recorded.")
public record AuditEntry(
    long id,
    Instant at,
    String actor,
    String proof,
    String address,
    String requestId,
    String action,
    @Nullable String store,
    @Schema(description = "What was acted on, where it is no store: an account or a token.")
        @Nullable String subject,
    @Schema(description = "SHA-256 of what was changed, as it was.") @Nullable String beforeDigest,
    @Nullable String afterDigest,
    @Schema(description = "Place in the chain; null for the moment until it has one.")
        @Nullable Long seq,
    @Schema(description = "SHA-256 over the hash before it and this entry.")
        @Nullable String hash) {

  /** The hash of this entry at a place of the chain. */
  String hashAt(long place, String previous) {
    String text =
        Json.write(
            Arrays.asList(
                place,
                id,
                at.toString(),
                actor,
                proof,
                address,
                requestId,
                action,
                store,
                subject,
                beforeDigest,
                afterDigest));
    return Digests.sha256(previous + "\n" + text);
  }
}
