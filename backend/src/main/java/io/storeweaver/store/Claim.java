package io.storeweaver.store;

/**
 * The right to work on a store: valid as long as no other worker has raised the fence.
 *
 * @param fence number of this claim; every write of the status names it
 * @param wakesSeen how often the store had been woken when it was claimed
 * @param slot the kind of work that the store holds a place for, or "" for none
 */
public record Claim(Store store, long fence, long wakesSeen, String slot) {}
