package io.storeweaver.store;

import java.time.Instant;

/**
 * One store: who it is, what its owner wants, what was seen last.
 *
 * @param id also the name of the Helm release
 * @param shown the status that clients see
 * @param changeSequence grows with every change that clients can see
 */
public record Store(
    String id,
    String owner,
    String namespace,
    String host,
    Engine engine,
    boolean storefront,
    String adminEmail,
    String adminUsername,
    Instant createdAt,
    StoreSpec spec,
    StoreStatus status,
    Phase shown,
    long changeSequence) {

  /** The same store with another status. */
  public Store with(StoreStatus newer) {
    return new Store(
        id,
        owner,
        namespace,
        host,
        engine,
        storefront,
        adminEmail,
        adminUsername,
        createdAt,
        spec,
        newer,
        shown,
        changeSequence);
  }
}
