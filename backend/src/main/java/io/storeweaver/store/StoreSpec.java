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
}
