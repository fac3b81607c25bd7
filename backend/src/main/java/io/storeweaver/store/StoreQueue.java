package io.storeweaver.store;

import io.storeweaver.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * The queue, which is the table of stores itself: a row whose {@code next_reconcile_at} has come is
 * due. A claim raises the row's fence and takes a lease; whoever lost the lease can write nothing
 * any more. Works with any number of replicas on one database.
 */
public final class StoreQueue {
  private static final long CLAIM_LOCK = 0x434c41494dL;

  // Fair between owners: an owner's n-th store waits behind everybody else's first ones, and stores
  // that already hold a place count.
  private static final String RANKED =
      """
      with held as (
        select owner, count(*) as n from stores where slot is not null group by owner
      ), due as (
        select id, owner, lane, next_reconcile_at, coalesce(slot, '') as slot,
          case when delete_requested_at is not null then 'delete'
               when not halted and status in ('PROVISIONING', 'UPDATING') then 'provision' else '' end as wants
        from stores
        where next_reconcile_at <= now() and (lease_until is null or lease_until < now())
      ), fair as (
        select due.*, coalesce(held.n, 0) + row_number() over (partition by due.owner, lane order by next_reconcile_at, id) as turn
        from due left join held on held.owner = due.owner
      ), ranked as (
        select fair.*,
          count(*) filter (where wants <> slot) over (partition by wants order by lane, turn, next_reconcile_at, id rows unbounded preceding) as place
        from fair
      )
      """;

  private final Jdbi jdbi;
  private final String holder;
  private final Duration lease;
  private final int maxProvisions;
  private final int maxDeletes;

  /**
   * @param holder name of this replica, unique among the living
   * @param maxProvisions stores that may be under way at once, all replicas together
   * @param maxDeletes likewise for deletions
   */
  public StoreQueue(Jdbi jdbi, String holder, Duration lease, int maxProvisions, int maxDeletes) {
    this.jdbi = jdbi;
    this.holder = holder;
    this.lease = lease;
    this.maxProvisions = maxProvisions;
    this.maxDeletes = maxDeletes;
  }

  /** Claims up to {@code most} due stores, the most urgent first. */
  public List<Claim> claim(int most) {
    return jdbi.inTransaction(
        handle -> {
          deferDurability(handle);
          // One claimer at a time: the places for provisioning are counted and taken as one step.
          handle.execute("select pg_advisory_xact_lock(?)", CLAIM_LOCK);
          return handle
              .createQuery(
                  RANKED
                      + """
                      , free as (
                        select :maxProvisions - count(*) filter (where slot = 'provision') as provision,
                               :maxDeletes - count(*) filter (where slot = 'delete') as delete
                        from stores where slot is not null
                      ), chosen as (
                        select ranked.id, wants from ranked, free
                        where wants = '' or wants = slot
                           or place <= case wants when 'provision' then free.provision else free.delete end
                        order by lane, turn, next_reconcile_at, ranked.id limit :most
                      ), locked as (
                        select s.id, s.lease_holder as former, extract(epoch from now() - s.lease_until)::float8 as run_out
                        from stores s where s.id in (select id from chosen) for update skip locked
                      )
                      update stores s set fence = s.fence + 1, lease_holder = :holder,
                        lease_until = now() + make_interval(secs => :lease), slot = nullif(c.wants, '')
                      from chosen c join locked l on l.id = c.id where s.id = c.id
                      returning s.*, l.former, l.run_out
                      """)
              .bind("maxProvisions", maxProvisions)
              .bind("maxDeletes", maxDeletes)
              .bind("most", most)
              .bind("holder", holder)
              .bind("lease", lease.toMillis() / 1000.0)
              .map(
                  (row, context) ->
                      new Claim(
                          new StoreMapper().map(row, context),
                          row.getLong("fence"),
                          row.getLong("wakes"),
                          Optional.ofNullable(row.getString("slot")).orElse(""),
                          takenOver(row),
                          row.getString("traceparent")))
              .list();
        });
  }

  private static Optional<Claim.RunOutLease> takenOver(ResultSet row) throws SQLException {
    String former = row.getString("former");
    return former == null
        ? Optional.empty()
        : Optional.of(
            new Claim.RunOutLease(
                former, Duration.ofMillis(Math.round(1000 * row.getDouble("run_out")))));
  }

  /** Renews the leases of claims that are still held; returns the ids of those that are. */
  public List<String> renew(Collection<Claim> claims) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    update stores s set lease_until = now() + make_interval(secs => :lease)
                    from unnest(:ids::text[], :fences::bigint[]) as held (id, fence)
                    join (select id from stores where id = any(:ids) order by id for no key update) as locked using (id)
                    where s.id = held.id and s.fence = held.fence and s.lease_until is not null returning s.id
                    """)
                .bind("lease", lease.toMillis() / 1000.0)
                .bindArray("ids", String.class, claims.stream().map(c -> c.store().id()).toList())
                .bindArray("fences", Long.class, claims.stream().map(Claim::fence).toList())
                .mapTo(String.class)
                .list());
  }

  /**
   * Writes what was seen while the work goes on. False: the lease was lost and nothing was written.
   */
  public boolean progress(Claim claim, StoreStatus status, List<StoreEvent.Draft> events) {
    return write(claim, status, events, "", update -> {});
  }

  /**
   * Writes the outcome of a turn and gives the store back. A wake that arrived meanwhile makes it
   * due at once.
   *
   * @param again when to look again without a wake, or null for not at all
   * @param keepSlot whether the store keeps its place among those under way
   * @return false where the lease was lost and nothing was written
   */
  public boolean finish(
      Claim claim,
      StoreStatus status,
      List<StoreEvent.Draft> events,
      @Nullable Duration again,
      Lane lane,
      boolean keepSlot) {
    String release =
        """
        , lease_holder = null, lease_until = null, slot = case when :keepSlot then slot end,
          lane = case when wakes <> :wakes then lane else :lane end,
          next_reconcile_at = case when wakes <> :wakes then now() when :again::float8 is null then null
                              else now() + make_interval(secs => :again::float8) end
        """;
    return write(
        claim,
        status,
        events,
        release,
        update ->
            update
                .bind("keepSlot", keepSlot)
                .bind("wakes", claim.wakesSeen())
                .bind("lane", lane.rank())
                .bind("again", again == null ? null : again.toMillis() / 1000.0));
  }

  private boolean write(
      Claim claim,
      StoreStatus status,
      List<StoreEvent.Draft> events,
      String more,
      java.util.function.Consumer<Update> binder) {
    return jdbi.inTransaction(
        handle -> {
          deferDurability(handle);
          boolean visible = !status.equals(claim.store().status());
          Update update =
              handle.createUpdate(
                  """
                  update stores set phase = :phase, observed_generation = :observed, conditions = :conditions::jsonb,
                    waiting_for = :waitingFor::jsonb, failure_reason = :failure, attempts = :attempts, deadline_at = :deadline,
                    applied_digest = :digest, applied_revision = :revision, credentials_revision = :credentials,
                    engine_version = :engineVersion, store_url = :storeUrl, admin_url = :adminUrl,
                    ready_at = :readyAt, deleted_at = :deletedAt,
                    change_seq = case when :visible then nextval('store_changes') else change_seq end
                  """
                      + more
                      + " where id = :id and fence = :fence");
          bind(update, claim, status).bind("visible", visible);
          binder.accept(update);
          if (update.execute() == 0) {
            return false;
          }
          StoreEvents.append(handle, claim.store().id(), events);
          return true;
        });
  }

  private static Update bind(Update update, Claim claim, StoreStatus status) {
    return update
        .bind("id", claim.store().id())
        .bind("fence", claim.fence())
        .bind("phase", status.phase().name())
        .bind("observed", status.observedGeneration())
        .bind("conditions", Json.write(status.conditions()))
        .bind("waitingFor", status.waitingFor() == null ? null : Json.write(status.waitingFor()))
        .bind("failure", status.failureReason())
        .bind("attempts", status.attempts())
        .bind("deadline", time(status.deadline()))
        .bind("digest", status.appliedDigest())
        .bind("revision", status.appliedRevision())
        .bind("credentials", status.credentialsRevision())
        .bind("engineVersion", status.engineVersion())
        .bind("storeUrl", status.storeUrl())
        .bind("adminUrl", status.adminUrl())
        .bind("readyAt", time(status.readyAt()))
        .bind("deletedAt", time(status.deletedAt()));
  }

  private static @Nullable Timestamp time(java.time.@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }

  /**
   * Asks that stores be looked at now. A wake during a turn is kept and makes the store due again
   * when the turn ends.
   */
  public void wake(Collection<String> ids, Lane lane) {
    if (ids.isEmpty()) {
      return;
    }
    jdbi.useTransaction(
        handle -> {
          deferDurability(handle);
          handle
              .createUpdate(
                  """
                  update stores set wakes = wakes + 1,
                    lane = case when next_reconcile_at is null then :lane else least(lane, :lane) end,
                    next_reconcile_at = least(coalesce(next_reconcile_at, now()), now())
                  where id in (
                    select id from stores where id = any(:ids) and phase <> 'DELETED' order by id for no key update
                  )
                  """)
              .bind("lane", lane.rank())
              .bindArray("ids", String.class, ids)
              .execute();
          handle.execute("select pg_notify('store_work', '')");
        });
  }

  /**
   * Gives back claims whose turns broke off, so that the stores are tried again after {@code later}
   * and need not wait for the leases to end.
   */
  public void giveBack(Collection<Claim> claims, Duration later) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update stores s set lease_holder = null, lease_until = null,
                      next_reconcile_at = now() + make_interval(secs => :later)
                    from unnest(:ids::text[], :fences::bigint[]) as held (id, fence)
                    where s.id = held.id and s.fence = held.fence
                    """)
                .bind("later", later.toMillis() / 1000.0)
                .bindArray("ids", String.class, claims.stream().map(c -> c.store().id()).toList())
                .bindArray("fences", Long.class, claims.stream().map(Claim::fence).toList())
                .execute());
  }

  /**
   * Gives back what this replica still holds, so that others take over at once. Called when the
   * process stops in order.
   */
  public void surrender() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update stores set lease_holder = null, lease_until = null where lease_holder = ?",
                holder));
  }

  /**
   * Ends every lease, whoever holds it. Right only where no other replica can be alive, as with an
   * embedded database.
   */
  public void takeOverAll() {
    jdbi.useHandle(
        handle ->
            handle.execute("update stores set lease_until = now() where lease_until > now()"));
  }

  /**
   * Position of each store that waits for a place among those under way: 1 is next. Stores that do
   * not wait are absent.
   */
  public Map<String, Integer> positions() {
    return jdbi.withHandle(
        handle -> {
          Map<String, Integer> positions = new LinkedHashMap<>();
          handle
              .createQuery(
                  RANKED
                      + "select id, row_number() over (order by lane, turn, next_reconcile_at, id) from ranked where wants = 'provision' and slot = '' order by 2")
              .map((row, context) -> positions.put(row.getString(1), row.getInt(2)))
              .list();
          return positions;
        });
  }

  // A status can be found out again by looking, so losing the last moment of it in a crash of the
  // database costs nothing.
  private static void deferDurability(Handle handle) {
    handle.execute("set local synchronous_commit = off");
  }
}
