package io.storeweaver.store;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.account.Account.Limits;
import io.storeweaver.account.Caller;
import io.storeweaver.account.Tenancy;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/**
 * What an owner does to stores. Each act is one transaction that also puts the store into the queue
 * and writes its timeline.
 */
public final class Stores {
  private final Jdbi jdbi;
  private final StoreLimits limits;
  private final StoreNames names;
  private final StoreCreation creation;

  public Stores(Jdbi jdbi, StoreLimits limits, SealedInputs sealedInputs, String hostSuffix) {
    this.jdbi = jdbi;
    this.limits = limits;
    this.names = new StoreNames(hostSuffix);
    this.creation = new StoreCreation(limits, names, sealedInputs, hostSuffix);
    jdbi.registerRowMapper(Store.class, new StoreMapper());
  }

  /** What a creation would do. */
  public record Preview(Store store, StoreLimits.Usage usage) {}

  /** Creates a store within the caller's transaction: saved is queued. */
  public Store create(Handle handle, Caller caller, NewStore wanted) {
    return creation.create(handle, caller, wanted);
  }

  /** Says what {@link #create} would do, with the same checks, and leaves nothing behind. */
  public Preview preview(Caller caller, NewStore wanted) {
    return jdbi.withHandle(
        handle -> {
          handle.begin();
          try {
            Store store = creation.create(handle, caller, wanted);
            return new Preview(store, limits.usage(handle, caller));
          } finally {
            handle.rollback();
          }
        });
  }

  /** The store, if the caller may see it; a deleted one too. */
  public Optional<Store> find(Caller caller, String id) {
    return jdbi.withHandle(handle -> query(handle, caller, id, "").mapTo(Store.class).findOne());
  }

  /**
   * The store.
   *
   * @throws Rejected where there is none that the caller may see
   */
  public Store get(Caller caller, String id) {
    return find(caller, id).orElseThrow(() -> Rejected.noSuchStore(id));
  }

  /** What the caller's stores take of the cluster, and may. */
  public ShareLimits.Use share(Caller caller) {
    return jdbi.withHandle(handle -> limits.shares().use(handle, Tenancy.owner(caller)));
  }

  /** Use and limits of the caller. */
  public StoreLimits.Usage usage(Caller caller) {
    return jdbi.withHandle(handle -> limits.usage(handle, caller));
  }

  /**
   * Edits a store whose version is still {@code version}. A patch that changes nothing queues
   * nothing.
   */
  public Store patch(Caller caller, String id, StorePatch patch, long version) {
    return jdbi.inTransaction(
        handle -> {
          Store store = locked(handle, caller, id);
          if (store.spec().version() != version) {
            throw new Rejected(
                Reason.VERSION_STALE,
                "The store has version "
                    + store.spec().version()
                    + ", not "
                    + version
                    + ": read it again and repeat the edit.");
          }
          refuseLeaving(store, "edited");
          StoreSpec edited = edited(handle, store, patch);
          return edited.equals(store.spec())
              ? store
              : save(handle, caller, store, edited, "Edited", describe(store.spec(), edited));
        });
  }

  private StoreSpec edited(Handle handle, Store store, StorePatch patch) {
    StoreSpec spec = store.spec();
    if (patch.name().isPresent() || patch.customDomain().isPresent() || patch.plan().isPresent()) {
      // Looking whether something is free and taking it are one step, as at creation.
      StoreNames.lock(handle);
    }
    patch
        .plan()
        .filter(plan -> plan != spec.plan())
        .ifPresent(plan -> checkShare(handle, store, plan));
    String name = patch.name().orElse(spec.name());
    if (!name.equals(spec.name())) {
      names.refuseTakenName(handle, store.owner(), name, store.id());
    }
    patch.customDomain().ifPresent(domain -> names.refuseTakenDomain(handle, domain, store.id()));
    String chartVersion =
        patch
            .chartVersion()
            .map(v -> ChartVersions.choose(handle, store.engine(), Optional.of(v)).version())
            .orElse(spec.chartVersion());
    return spec.edited(
        name,
        patch.plan().orElse(spec.plan()),
        chartVersion,
        patch.domainGiven() ? patch.customDomain().orElse(null) : spec.customDomain(),
        patch.suspended().orElse(spec.suspended()));
  }

  private void checkShare(Handle handle, Store store, Plan plan) {
    Limits most = limits.shares().of(handle, store.owner());
    limits.shares().check(handle, most, store.owner(), store.engine(), plan, store.id());
  }

  private static String describe(StoreSpec before, StoreSpec after) {
    StringBuilder text = new StringBuilder();
    difference(text, "name", before.name(), after.name());
    difference(text, "plan", before.plan().id(), after.plan().id());
    difference(text, "chart version", before.chartVersion(), after.chartVersion());
    difference(
        text,
        "custom domain",
        String.valueOf(before.customDomain()),
        String.valueOf(after.customDomain()));
    difference(text, "suspended", "" + before.suspended(), "" + after.suspended());
    return text.toString();
  }

  private static void difference(StringBuilder text, String what, String before, String after) {
    if (!before.equals(after)) {
      text.append(text.isEmpty() ? "" : ", ")
          .append(what)
          .append(" from ")
          .append(before)
          .append(" to ")
          .append(after);
    }
  }

  /**
   * Goes back to what an earlier revision had: its chart version, plan and suspension. Data is not
   * touched.
   */
  public Store rollback(Caller caller, String id, int revision) {
    return jdbi.inTransaction(
        handle -> {
          Store store = locked(handle, caller, id);
          refuseLeaving(store, "rolled back");
          Releases.Release target =
              Releases.find(handle, id, revision)
                  .orElseThrow(
                      () ->
                          Rejected.invalid(
                              "revision",
                              "revision "
                                  + revision
                                  + " does not exist; GET /api/v1/stores/"
                                  + id
                                  + "/revisions lists them"));
          StoreSpec spec = store.spec();
          if (target.plan() != spec.plan()) {
            StoreNames.lock(handle);
            checkShare(handle, store, target.plan());
          }
          StoreSpec edited = spec.likeRelease(target);
          return save(
              handle,
              caller,
              store,
              edited,
              "RolledBack",
              "Back to revision "
                  + revision
                  + ": chart "
                  + target.chartVersion()
                  + ", plan "
                  + target.plan().id());
        });
  }

  /** Tries again where the store stands; nothing that already works is torn down. */
  public Store retry(Caller caller, String id) {
    return jdbi.inTransaction(
        handle -> {
          Store store = locked(handle, caller, id);
          refuseLeaving(store, "retried");
          if (store.shown() != Phase.FAILED && store.shown() != Phase.DEGRADED) {
            throw new Rejected(
                Reason.STATE_CONFLICT,
                "Only a failed or degraded store can be retried; "
                    + id
                    + " is "
                    + store.shown()
                    + ".");
          }
          StoreSpec spec = store.spec();
          StoreSpec again = spec.retried();
          return save(handle, caller, store, again, "Retried", "Another try was requested");
        });
  }

  /** Notes in the timeline that somebody read the admin login. */
  public void noteCredentialsRead(Caller caller, String id) {
    jdbi.useTransaction(
        handle -> {
          Store store = locked(handle, caller, id);
          StoreEvents.append(
              handle,
              store.id(),
              List.of(
                  StoreEvent.Draft.by(
                      caller, "CredentialsRead", "The shop's admin login was read")));
          StoreAudit.append(handle, caller, id, "CredentialsRead", null, null);
        });
  }

  /** Stops the change that is under way. What exists stays, for a retry or a deletion. */
  public Store cancel(Caller caller, String id) {
    return jdbi.inTransaction(
        handle -> {
          Store store = locked(handle, caller, id);
          refuseLeaving(store, "cancelled");
          if (store.shown() != Phase.PROVISIONING && store.shown() != Phase.UPDATING) {
            throw new Rejected(
                Reason.STATE_CONFLICT,
                "Nothing is under way that could be cancelled: "
                    + id
                    + " is "
                    + store.shown()
                    + ".");
          }
          StoreSpec spec = store.spec();
          StoreSpec halted = spec.cancelled();
          return save(handle, caller, store, halted, "Cancelled", "The change was cancelled");
        });
  }

  /** Asks for the store's deletion; repeating it is harmless. */
  public Store delete(Caller caller, String id) {
    return jdbi.inTransaction(
        handle -> {
          Store store = locked(handle, caller, id);
          if (store.spec().deleteRequested()) {
            return store;
          }
          handle
              .createUpdate(
                  """
                  update stores set delete_requested_at = now(), updated_at = now(), generation = generation + 1, version = version + 1,
                    traceparent = :trace, next_reconcile_at = now(), lane = 0, wakes = wakes + 1, change_seq = nextval('store_changes')
                  where id = :id
                  """)
              .bind("id", id)
              .bind("trace", caller.origin().traceparent())
              .execute();
          StoreEvents.append(
              handle,
              id,
              List.of(
                  StoreEvent.Draft.by(
                      caller, "DeletionRequested", "The store's deletion was requested")));
          StoreAudit.append(handle, caller, id, "DeletionRequested", store.spec(), null);
          announceWork(handle);
          return select(handle, caller, id);
        });
  }

  private static void refuseLeaving(Store store, String act) {
    if (store.spec().deleteRequested()) {
      throw new Rejected(
          Reason.STATE_CONFLICT,
          "The store " + store.id() + " is " + store.shown() + " and cannot be " + act + ".");
    }
  }

  private static Store save(
      Handle handle, Caller caller, Store store, StoreSpec spec, String reason, String message) {
    handle
        .createUpdate(
            """
            update stores set name = :name, name_key = :nameKey, plan = :plan, chart_version = :chartVersion, custom_domain = :domain,
              suspended = :suspended, halted = :halted, retries = :retries, generation = generation + 1, version = version + 1,
              traceparent = :trace, updated_at = now(), next_reconcile_at = now(), lane = 0, wakes = wakes + 1, change_seq = nextval('store_changes')
            where id = :id
            """)
        .bind("id", store.id())
        .bind("name", spec.name())
        .bind("nameKey", StoreFields.nameKey(spec.name()))
        .bind("plan", spec.plan().id())
        .bind("chartVersion", spec.chartVersion())
        .bind("domain", spec.customDomain())
        .bind("suspended", spec.suspended())
        .bind("halted", spec.halted())
        .bind("retries", spec.retries())
        .bind("trace", caller.origin().traceparent())
        .execute();
    StoreEvents.append(handle, store.id(), List.of(StoreEvent.Draft.by(caller, reason, message)));
    StoreAudit.append(handle, caller, store.id(), reason, store.spec(), spec);
    announceWork(handle);
    return select(handle, caller, store.id());
  }

  /** True where an owner has stores that are not gone. */
  public static boolean ownsLiveOnes(Handle handle, String owner) {
    return handle
        .createQuery("select exists (select 1 from stores where owner = ? and phase <> 'DELETED')")
        .bind(0, owner)
        .mapTo(Boolean.class)
        .one();
  }

  private static void announceWork(Handle handle) {
    handle.execute("select pg_notify('store_work', '')");
  }

  private static Store locked(Handle handle, Caller caller, String id) {
    return query(handle, caller, id, "for update")
        .mapTo(Store.class)
        .findOne()
        .orElseThrow(() -> Rejected.noSuchStore(id));
  }

  private static Store select(Handle handle, Caller caller, String id) {
    return query(handle, caller, id, "").mapTo(Store.class).one();
  }

  private static Query query(Handle handle, Caller caller, String id, String lock) {
    String sql =
        "select * from stores where id = :id and "
            + Tenancy.condition(caller, "owner")
            + " "
            + lock;
    return Tenancy.bind(handle.createQuery(sql).bind("id", id), caller);
  }
}
