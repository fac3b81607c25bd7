package io.storeweaver.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Jdbi;

/**
 * Counts over everybody's stores, for operators: what waits, what came out, what failed and why.
 */
public final class StoreFigures {
  private final Jdbi jdbi;

  public StoreFigures(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What happened within one minute, which began at {@code at}. */
  @Schema(name = "SystemMinute", description = "What came out within one minute.")
  public record Minute(Instant at, int ready, int failed, int deleted) {}

  /**
   * A cause of failures.
   *
   * @param code of the cause
   * @param stores how many stores it met
   * @param times how often it was met
   * @param lastStore the one that it met last
   */
  @Schema(name = "SystemFailure", description = "A cause, and how often it was met.")
  public record Cause(
      @Schema(description = "Code of the cause. GET /problems lists them.") String code,
      @Schema(description = "How many stores it met.") int stores,
      @Schema(description = "How often it was met.") int times,
      Instant lastAt,
      @Schema(description = "The store that it met last.") String lastStore,
      @Schema(description = "What was wrong there.") String message) {}

  /** Stores of an engine that show a status. */
  public record Live(Engine engine, Phase status) {}

  /**
   * What waits in a lane of the queue.
   *
   * @param depth stores that are due
   * @param oldestSeconds how long the first of them has been due; 0 where none is
   */
  public record Backlog(int depth, double oldestSeconds) {}

  /** How many live stores of each engine show each status; what there is none of is absent. */
  public Map<Live, Long> live() {
    Map<Live, Long> live = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "select engine, status, count(*) from stores where phase <> 'DELETED' group by engine, status")
                .map(
                    (row, context) ->
                        live.put(
                            new Live(
                                Engine.of(row.getString(1)).orElseThrow(),
                                Phase.valueOf(row.getString(2))),
                            row.getLong(3)))
                .list());
    return live;
  }

  /** What waits for a turn, by lane; every lane is there. */
  public Map<Lane, Backlog> backlog() {
    Map<Lane, Backlog> backlog = new EnumMap<>(Lane.class);
    for (Lane lane : Lane.values()) {
      backlog.put(lane, new Backlog(0, 0));
    }
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select lane, count(*), extract(epoch from now() - min(next_reconcile_at)) from stores
                    where next_reconcile_at <= now() and (lease_until is null or lease_until < now()) group by lane
                    """)
                .map(
                    (row, context) ->
                        backlog.put(
                            Lane.of(row.getInt(1)), new Backlog(row.getInt(2), row.getDouble(3))))
                .list());
    return backlog;
  }

  /** How many stores are due and wait for a turn, by lane. */
  public Map<Lane, Integer> due() {
    Map<Lane, Integer> due = new EnumMap<>(Lane.class);
    backlog().forEach((lane, waiting) -> due.put(lane, waiting.depth()));
    return due;
  }

  /** How many stores hold a place among those that are provisioned. */
  public int provisioning() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from stores where slot = 'provision'")
                .mapTo(Integer.class)
                .one());
  }

  /** Each minute of the last hour, the oldest first; minutes in which nothing happened too. */
  public List<Minute> lastHour() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    with minutes as (
                      select generate_series(date_trunc('minute', now()) - interval '59 minutes',
                                             date_trunc('minute', now()), interval '1 minute') as at
                    ), happened as (
                      select date_trunc('minute', at) as at, reason from store_events
                      where at >= date_trunc('minute', now()) - interval '59 minutes' and reason in ('Ready', 'Failed', 'Deleted')
                    )
                    select m.at, count(*) filter (where h.reason = 'Ready') as ready,
                           count(*) filter (where h.reason = 'Failed') as failed,
                           count(*) filter (where h.reason = 'Deleted') as deleted
                    from minutes m left join happened h on h.at = m.at group by m.at order by m.at
                    """)
                .map(
                    (row, context) ->
                        new Minute(
                            row.getTimestamp("at").toInstant(),
                            row.getInt("ready"),
                            row.getInt("failed"),
                            row.getInt("deleted")))
                .list());
  }

  /** The causes met since a moment, the one that met most stores first. */
  public List<Cause> causesSince(Instant since) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select reason, count(distinct store_id) as stores, count(*) as times, max(at) as last_at,
                           (array_agg(store_id order by id desc))[1] as last_store,
                           (array_agg(message order by id desc))[1] as message
                    from store_events
                    where at >= :since and type = 'Warning' and reason ~ '^[A-Z_]+$'
                    group by reason order by stores desc, last_at desc
                    """)
                .bind("since", Timestamp.from(since))
                .map(
                    (row, context) ->
                        new Cause(
                            row.getString("reason"),
                            row.getInt("stores"),
                            row.getInt("times"),
                            row.getTimestamp("last_at").toInstant(),
                            row.getString("last_store"),
                            row.getString("message")))
                .list());
  }
}
