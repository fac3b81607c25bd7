package io.storeweaver.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the owner wants. Only the API writes it; each change of it raises {@code generation}.
 *
 * @param halted the owner cancelled: nothing more is done until a retry
 * @param retries how often the owner asked for another try
 * @param version raised with every edit, for If-Match
 * @param deleteRequestedAt when the owner asked for the store's deletion, or null
 */
public record StoreSpec(
    String name,
    Plan plan,
    String chartVersion,
    @Nullable String customDomain,
    boolean suspended,
    boolean halted,
    int retries,
    long generation,
    long version,
    Instant updatedAt,
    @Nullable Instant deleteRequestedAt) {

  public boolean deleteRequested() {
    return deleteRequestedAt != null;
  }

  /** Other wishes; nothing else about the store changes. */
  StoreSpec edited(
      String name,
      Plan plan,
      String chartVersion,
      @Nullable String customDomain,
      boolean suspended) {
    return new StoreSpec(
        name,
        plan,
        chartVersion,
        customDomain,
        suspended,
        halted,
        retries,
        generation,
        version,
        updatedAt,
        deleteRequestedAt);
  }

  /** What an earlier revision had; a cancelled change is not what is wanted any more. */
  StoreSpec likeRelease(Releases.Release target) {
    return edited(name, target.plan(), target.chartVersion(), customDomain, target.suspended())
        .halted(false, retries);
  }

  /** The same wishes, to be tried once more. */
  StoreSpec retried() {
    return halted(false, retries + 1);
  }

  /** The same wishes, and nothing more to be done for them until a retry. */
  StoreSpec cancelled() {
    return halted(true, retries);
  }

  private StoreSpec halted(boolean stop, int tries) {
    return new StoreSpec(
        name,
        plan,
        chartVersion,
        customDomain,
        suspended,
        stop,
        tries,
        generation,
        version,
        updatedAt,
        deleteRequestedAt);
  }
}
