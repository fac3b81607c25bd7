package io.storeweaver.store;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Which names and domains are free. A name is unique among its owner's live stores. */
final class StoreNames {
  private static final long LOCK = 0x53544f5245L;

  private final String hostSuffix;

  StoreNames(String hostSuffix) {
    this.hostSuffix = hostSuffix.toLowerCase(Locale.ROOT);
  }

  /**
   * Makes creations and renamings wait for one another until the transaction ends, so that a quota
   * is never exceeded by one and neither a host nor a domain is ever given twice.
   */
  static void lock(Handle handle) {
    handle.execute("select pg_advisory_xact_lock(?)", LOCK);
  }

  /** Refuses a name that another live store of the owner has; {@code except} is a store's id. */
  void refuseTakenName(Handle handle, String owner, String name, String except) {
    Optional<String> holder =
        handle
            .createQuery(
                "select id from stores where owner = ? and name_key = ? and phase <> 'DELETED' and id <> ?")
            .bind(0, owner)
            .bind(1, StoreFields.nameKey(name))
            .bind(2, except)
            .mapTo(String.class)
            .findOne();
    if (holder.isPresent()) {
      throw new Rejected(
          Reason.NAME_TAKEN,
          "You already have a store named \""
              + name
              + "\" ("
              + holder.get()
              + "); choose another name or delete that store.",
          List.of(new Rejected.FieldError("name", "taken by store " + holder.get())),
          null);
    }
  }

  /** Refuses a domain under the platform's own suffix. */
  void refuseOwnDomain(String domain) {
    if (("." + domain).endsWith(hostSuffix)) {
      throw Rejected.invalid(
          "custom_domain",
          "custom_domain must not be under the platform's own suffix " + hostSuffix);
    }
  }

  /**
   * Refuses a domain that is the platform's own or that another live store has; {@code except} is a
   * store's id.
   */
  void refuseTakenDomain(Handle handle, String domain, String except) {
    refuseOwnDomain(domain);
    boolean taken =
        handle
            .createQuery(
                "select exists (select 1 from stores where custom_domain = ? and phase <> 'DELETED' and id <> ?)")
            .bind(0, domain)
            .bind(1, except)
            .mapTo(Boolean.class)
            .one();
    if (taken) {
      throw new Rejected(
          Reason.DOMAIN_TAKEN,
          "The domain " + domain + " already belongs to a store; remove it there first.",
          List.of(new Rejected.FieldError("custom_domain", "taken by another store")),
          null);
    }
  }
}
