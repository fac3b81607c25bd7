package io.storeweaver.store;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.account.Caller;
import io.storeweaver.account.Tenancy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * How many live stores there may be. A deleted store does not count; one that is being deleted does
 * until it is gone.
 *
 * @param maxStores on the whole platform
 * @param maxStoresPerOwner for each owner without a limit of their own
 * @param maxProvisions stores that may be being provisioned when another one is asked for, where
 *     there is such a limit
 * @param shares how much of the cluster an owner's stores may take
 */
public record StoreLimits(
    int maxStores, int maxStoresPerOwner, Optional<Integer> maxProvisions, ShareLimits shares) {

  /** Limits on how many stores there are, but not on how many are being provisioned. */
  public StoreLimits(int maxStores, int maxStoresPerOwner) {
    this(maxStores, maxStoresPerOwner, Optional.empty(), ShareLimits.NONE);
  }

  /** Use and limit of one owner and of the platform. */
  @Schema(name = "Usage", description = "Live stores and how many there may be.")
  public record Usage(int ownerStores, int ownerLimit, int platformStores, int platformLimit) {}

  /** One row of use and limits of {@code :owner}; {@link #bind} gives the platform's limits. */
  static final String USAGE =
      """
      select count(*) filter (where owner = :owner) as mine, count(*) as everybodys,
             coalesce((select max_stores from accounts where id = :owner), :ownerLimit) as own_limit,
             :platformLimit as platform_limit
      from stores where phase <> 'DELETED'
      """;

  /** Holds where another store may be provisioned; {@link #bindAdmission} gives the limit. */
  static final String ADMITTED =
      "(:maxProvisions::int is null or :maxProvisions > (select count(*) from stores where status = 'PROVISIONING'))";

  Query bindAdmission(Query query) {
    return query.bind("maxProvisions", maxProvisions.orElse(null));
  }

  /** Gives {@link #USAGE} its limits. */
  Query bind(Query query) {
    return query.bind("ownerLimit", maxStoresPerOwner).bind("platformLimit", maxStores);
  }

  Usage usage(Handle handle, Caller caller) {
    return bind(handle.createQuery(USAGE).bind("owner", Tenancy.owner(caller)))
        .map(
            (row, context) -> new Usage(row.getInt(1), row.getInt(3), row.getInt(2), row.getInt(4)))
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

  /** Refuses where as many stores are being provisioned as may be. */
  void checkAdmission(Handle handle) {
    boolean admitted =
        bindAdmission(handle.createQuery("select " + ADMITTED)).mapTo(Boolean.class).one();
    if (!admitted) {
      throw new Rejected(
          Reason.PROVISIONS_FULL,
          "Maximum concurrent provisions ("
              + maxProvisions.orElseThrow()
              + ") reached. Try again later.",
          List.of(),
          Duration.ofSeconds(30));
    }
  }

  private static Rejected refused(String message) {
    return new Rejected(Reason.QUOTA_EXCEEDED, message, List.of(), Duration.ofMinutes(1));
  }
}
