package io.storeweaver.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen last. Only the holder of the store's fence writes it.
 *
 * @param observedGeneration generation of the spec that was applied last
 * @param waitingFor what is awaited or what is broken, or null when all is well
 * @param failureReason code of the failure while the store counts as failed
 * @param attempts turns in a row that ended with an error
 * @param deadline when the present change counts as failed, or null when none is under way
 * @param appliedDigest digest of chart and values of the revision that was applied last
 * @param credentialsRevision changes when the store's credentials were made anew
 */
public record StoreStatus(
    Phase phase,
    long observedGeneration,
    List<Condition> conditions,
    @Nullable WaitingFor waitingFor,
    @Nullable String failureReason,
    int attempts,
    @Nullable Instant deadline,
    @Nullable String appliedDigest,
    @Nullable Integer appliedRevision,
    @Nullable String credentialsRevision,
    @Nullable String engineVersion,
    @Nullable String storeUrl,
    @Nullable String adminUrl,
    @Nullable Instant readyAt,
    @Nullable Instant deletedAt) {}
