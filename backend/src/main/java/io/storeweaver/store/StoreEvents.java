package io.storeweaver.store;

import io.storeweaver.account.Caller;
import io.storeweaver.account.Tenancy;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The timelines of the stores. */
public final class StoreEvents {
  private final Jdbi jdbi;

  public StoreEvents(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Appends lines within the caller's transaction. */
  static void append(Handle handle, String storeId, List<StoreEvent.Draft> drafts) {
    if (drafts.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into store_events (store_id, type, reason, resource, message, actor)
            values (:store, :type, :reason, :resource, :message, :actor)
            """);
    for (StoreEvent.Draft draft : drafts) {
      batch
          .bind("store", storeId)
          .bind("type", draft.type())
          .bind("reason", draft.reason())
          .bind("resource", draft.resource())
          .bind("message", draft.message())
          .bind("actor", draft.actor())
          .add();
    }
    batch.execute();
  }

  /**
   * A store's timeline, newest first, older than {@code before} (exclusive). The store must be one
   * that the caller may see.
   */
  public List<StoreEvent> page(Caller caller, String storeId, long before, int size) {
    return jdbi.withHandle(
        handle ->
            Tenancy.bind(
                    handle.createQuery(
                        """
                    select e.* from store_events e join stores s on s.id = e.store_id
                    where e.store_id = :store and %s and e.id < :before
                    order by e.id desc limit :size
                    """
                            .formatted(Tenancy.condition(caller, "s.owner"))),
                    caller)
                .bind("store", storeId)
                .bind("before", before)
                .bind("size", size)
                .map((row, context) -> event(row))
                .list());
  }

  /** What came after {@code after} (exclusive), oldest first. */
  public List<StoreEvent> since(Caller caller, String storeId, long after, int size) {
    return jdbi.withHandle(
        handle ->
            Tenancy.bind(
                    handle.createQuery(
                        """
                    select e.* from store_events e join stores s on s.id = e.store_id
                    where e.store_id = :store and %s and e.id > :after
                    order by e.id limit :size
                    """
                            .formatted(Tenancy.condition(caller, "s.owner"))),
                    caller)
                .bind("store", storeId)
                .bind("after", after)
                .bind("size", size)
                .map((row, context) -> event(row))
                .list());
  }

  private static StoreEvent event(java.sql.ResultSet row) throws java.sql.SQLException {
    return new StoreEvent(
        row.getLong("id"),
        row.getTimestamp("at").toInstant(),
        row.getString("type"),
        row.getString("reason"),
        row.getString("resource"),
        row.getString("message"),
        row.getString("actor"));
  }
}
