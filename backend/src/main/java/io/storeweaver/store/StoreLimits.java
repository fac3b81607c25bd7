package io.storeweaver.store;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * How many live stores there may be. A deleted store does not count; one that is being deleted does
 * until it is gone.
 *
 * @param maxStores on the whole platform
 * @param maxStoresPerOwner for each owner without a limit of their own
 */
public record StoreLimits(int maxStores, int maxStoresPerOwner) {

  /** Use and limit of one owner and of the platform. */
  public record Usage(int ownerStores, int ownerLimit, int platformStores, int platformLimit) {
    boolean full() {
      return ownerStores >= ownerLimit || platformStores >= platformLimit;
    }
  }

  Usage usage(Handle handle, Caller caller) {
    return handle
        .createQuery(
            """
            select count(*) filter (where owner = :owner) as mine, count(*) as everybodys,
                   (select max_stores from accounts where id = :owner) as own_limit
            from stores where phase <> 'DELETED'
            """)
        .bind("owner", caller.account())
        .map(
            (row, context) -> {
              int ownLimit = row.getInt("own_limit");
              int limit = row.wasNull() ? maxStoresPerOwner : ownLimit;
              return new Usage(row.getInt("mine"), limit, row.getInt("everybodys"), maxStores);
            })
        .one();
  }

  void check(Handle handle, Caller caller) {
    Usage usage = usage(handle, caller);
    if (usage.platformStores() >= usage.platformLimit()) {
      throw refused("Maximum stores (" + usage.platformLimit() + ") reached");
    }
    if (usage.ownerStores() >= usage.ownerLimit()) {
      throw refused(
          "Store limit reached ("
              + usage.ownerStores()
              + "/"
              + usage.ownerLimit()
              + "). Delete a store to create another.");
    }
  }

  private static Rejected refused(String message) {
    return new Rejected(Reason.QUOTA_EXCEEDED, message, List.of(), Duration.ofMinutes(1));
  }
}
