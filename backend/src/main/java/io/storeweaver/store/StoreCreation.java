package io.storeweaver.store;

import io.storeweaver.account.Account.Limits;
import io.storeweaver.account.Accounts;
import io.storeweaver.account.Caller;
import io.storeweaver.account.Tenancy;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Makes stores. Creations wait for one another from the lock to the commit, so everything that can
 * be asked before is asked before, and under the lock there is one statement.
 */
final class StoreCreation {
  // A statement sees what was committed when it began: the lock must be taken by an earlier one.
  private static final String INSERT =
      """
      with created as (
        insert into stores (id, owner, namespace, slug, host, engine, storefront, admin_email, admin_username,
                            name, name_key, plan, chart_version, custom_domain, traceparent)
        select :id, :owner, :namespace, :slug,
               case when exists (select 1 from stores where host = :slug || :suffix and phase <> 'DELETED')
                 then :id else :slug end || :suffix,
               :engine, :storefront, :email, :username, :name, :nameKey, :plan, :chartVersion, :domain, :trace
        where not exists (select 1 from stores where owner = :owner and name_key = :nameKey and phase <> 'DELETED')
          and not exists (select 1 from stores where custom_domain = :domain::text and phase <> 'DELETED')
          and (select mine < own_limit and everybodys < platform_limit from (
      """
          + StoreLimits.USAGE
          + """
          ) as usage)
            and
      """
          + StoreLimits.ADMITTED
          + """

        returning *
      ), told as (
        insert into store_events (store_id, type, reason, message, actor)
        select id, 'Normal', 'Requested', :requested, :actor from created
      )
      select created.*, pg_notify('store_work', '') from created
      """;

  private final StoreLimits limits;
  private final StoreNames names;
  private final SealedInputs sealedInputs;
  private final String hostSuffix;

  StoreCreation(
      StoreLimits limits, StoreNames names, SealedInputs sealedInputs, String hostSuffix) {
    this.limits = limits;
    this.names = names;
    this.sealedInputs = sealedInputs;
    this.hostSuffix = hostSuffix;
  }

  /** Creates a store within the caller's transaction: saved is queued. */
  Store create(Handle handle, Caller caller, NewStore wanted) {
    wanted.customDomain().ifPresent(names::refuseOwnDomain);
    Accounts.keepOpen(handle, caller);
    String chartVersion =
        ChartVersions.choose(handle, wanted.engine(), wanted.chartVersion()).version();
    String slug = wanted.subdomain().orElseGet(() -> Slug.of(wanted.name()));
    String id = Slug.newId(slug);
    StoreAudit.append(handle, caller, id, "Requested", null, wanted.asked());
    String owner = Tenancy.owner(caller);
    Limits most = limits.shares().of(handle, owner);
    StoreNames.lock(handle);
    limits.shares().check(handle, most, owner, wanted.engine(), wanted.plan(), "");
    Store store =
        insert(handle, caller, wanted, chartVersion, slug, id)
            .orElseThrow(() -> whyRefused(handle, caller, wanted));
    if (wanted.adminPassword() != null) {
      sealedInputs.keep(handle, store.id(), wanted.adminPassword());
    }
    return store;
  }

  private Optional<Store> insert(
      Handle handle, Caller caller, NewStore wanted, String chartVersion, String slug, String id) {
    Query query =
        handle
            .createQuery(INSERT)
            .bind("id", id)
            .bind("owner", Tenancy.owner(caller))
            .bind("actor", caller.account())
            .bind("namespace", "store-" + id)
            .bind("slug", slug)
            .bind("suffix", hostSuffix)
            .bind("engine", wanted.engine().id())
            .bind("storefront", wanted.storefront())
            .bind("email", wanted.adminEmail())
            .bind("username", wanted.adminUsername())
            .bind("name", wanted.name())
            .bind("nameKey", StoreFields.nameKey(wanted.name()))
            .bind("plan", wanted.plan().id())
            .bind("chartVersion", chartVersion)
            .bind("domain", wanted.customDomain().orElse(null))
            .bind("trace", caller.origin().traceparent())
            .bind("requested", requested(wanted));
    return limits.bindAdmission(limits.bind(query)).mapTo(Store.class).findOne();
  }

  private static String requested(NewStore wanted) {
    return "The store was requested: " + wanted.engine().label() + ", plan " + wanted.plan().id();
  }

  // Still under the lock, so what stood in the way of the insert is still there.
  private RuntimeException whyRefused(Handle handle, Caller caller, NewStore wanted) {
    limits.check(handle, caller);
    limits.checkAdmission(handle);
    names.refuseTakenName(handle, Tenancy.owner(caller), wanted.name(), "");
    wanted.customDomain().ifPresent(domain -> names.refuseTakenDomain(handle, domain, ""));
    return new IllegalStateException("a store was refused although nothing stands in its way");
  }
}
