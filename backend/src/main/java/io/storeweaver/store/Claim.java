package io.storeweaver.store;

import org.jspecify.annotations.Nullable;

/**
 * The right to work on a store: valid as long as no other worker has raised the fence.
 *
 * @param fence number of this claim; every write of the status names it
 * @param wakesSeen how often the store had been woken when it was claimed
 * @param slot the kind of work that the store holds a place for, or "" for none
 * @param traceparent the request that asked for the last change, where it is traced
 */
public record Claim(
    Store store, long fence, long wakesSeen, String slot, @Nullable String traceparent) {}
