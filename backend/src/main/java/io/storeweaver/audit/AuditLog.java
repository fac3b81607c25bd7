package io.storeweaver.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Writes entries and finds them again. */
public final class AuditLog {
  static final RowMapper<AuditEntry> ENTRY =
      (row, context) ->
          new AuditEntry(
              row.getLong("id"),
              row.getObject("at", OffsetDateTime.class).toInstant(),
              row.getString("actor"),
              row.getString("proof"),
              row.getString("address"),
              row.getString("request_id"),
              row.getString("action"),
              row.getString("store"),
              row.getString("subject"),
              row.getString("before_digest"),
              row.getString("after_digest"),
              row.getObject("seq", Long.class),
              row.getString("hash"));

  private final Jdbi jdbi;

  /** What to look for; absent parts match everything. */
  public record Filter(
      Optional<String> actor,
      Optional<String> action,
      Optional<String> store,
      Optional<Instant> from,
      Optional<Instant> to) {
    public static Filter ofStore(String id) {
      return new Filter(
          Optional.empty(), Optional.empty(), Optional.of(id), Optional.empty(), Optional.empty());
    }
  }

  /**
   * An act to record.
   *
   * @param before state that it changes; null where there was none
   * @param after state that it leaves; null where there is none
   */
  public record Act(
      Actor actor,
      String action,
      @Nullable String store,
      @Nullable String subject,
      @Nullable Object before,
      @Nullable Object after) {}

  public AuditLog(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Records an act in the transaction that does it. */
  public static void append(Handle handle, Act act) {
    handle
        .createUpdate(
            """
            insert into audit_log (actor, proof, address, request_id, action, store, subject, before_digest, after_digest)
            values (:actor, :proof, :address, :request, :action, :store, :subject, :before, :after)
            """)
        .bind("actor", act.actor().account())
        .bind("proof", act.actor().proof())
        .bind("address", act.actor().address())
        .bind("request", act.actor().requestId())
        .bind("action", act.action())
        .bind("store", act.store())
        .bind("subject", act.subject())
        .bind("before", Digests.of(act.before()))
        .bind("after", Digests.of(act.after()))
        .execute();
  }

  /** Entries before an id, newest first. */
  public List<AuditEntry> page(Filter filter, long before, int size) {
    return jdbi.withHandle(
        handle ->
            query(handle, filter, "and id < :before order by id desc limit :size")
                .bind("before", before)
                .bind("size", size)
                .map(ENTRY)
                .list());
  }

  /** Hands over all entries that match, oldest first, without holding them all. */
  public void export(Filter filter, Consumer<AuditEntry> receiver) {
    jdbi.useTransaction(
        handle -> {
          // Whoever reads slowly lets the transaction rest between two pages.
          handle.execute("set local idle_in_transaction_session_timeout = 0");
          try (var entries =
              query(handle, filter, "order by id").setFetchSize(500).map(ENTRY).iterator()) {
            entries.forEachRemaining(receiver);
          }
        });
  }

  // Only fixed pieces of SQL are put together here; every value is bound.
  private static Query query(Handle handle, Filter filter, String rest) {
    List<String> parts = new ArrayList<>(List.of("true"));
    filter.actor().ifPresent(v -> parts.add("actor = :actor"));
    filter.action().ifPresent(v -> parts.add("action = :action"));
    filter.store().ifPresent(v -> parts.add("store = :store"));
    filter.from().ifPresent(v -> parts.add("at >= :from"));
    filter.to().ifPresent(v -> parts.add("at < :to"));
    Query query =
        handle.createQuery(
            "select * from audit_log where " + String.join(" and ", parts) + " " + rest);
    filter.actor().ifPresent(v -> query.bind("actor", v));
    filter.action().ifPresent(v -> query.bind("action", v));
    filter.store().ifPresent(v -> query.bind("store", v));
    filter.from().ifPresent(v -> query.bind("from", v));
    filter.to().ifPresent(v -> query.bind("to", v));
    return query;
  }
}
