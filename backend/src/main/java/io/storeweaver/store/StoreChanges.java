package io.storeweaver.store;

import io.storeweaver.account.Caller;
import io.storeweaver.account.Tenancy;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Stores by the order in which they changed: what a live view reads to catch up. */
public final class StoreChanges {
  // Numbers are given before commit, so a change with a smaller number may become visible later:
  // look back a little.
  private static final int OVERLAP = 256;

  private final Jdbi jdbi;

  public StoreChanges(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * The caller's stores that changed after {@code sequence}, in order; some that changed shortly
   * before may come again.
   */
  public List<Store> since(Caller caller, long sequence, int most) {
    return jdbi.withHandle(
        handle ->
            Tenancy.bind(
                    handle.createQuery(
                        """
                    select * from stores where %s and change_seq > :sequence
                    order by change_seq limit :most
                    """
                            .formatted(Tenancy.condition(caller, "owner"))),
                    caller)
                .bind("sequence", Math.max(0, sequence - OVERLAP))
                .bind("most", most)
                .map(new StoreMapper())
                .list());
  }

  /** The stores of those ids, for a platform part that has already decided who may see them. */
  public List<Store> byIds(Collection<String> ids) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from stores where id = any(:ids) order by change_seq")
                .bindArray("ids", String.class, ids)
                .map(new StoreMapper())
                .list());
  }

  /** Every live store, for the periodic comparison with the cluster. */
  public List<Store> live() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from stores where phase <> 'DELETED'")
                .map(new StoreMapper())
                .list());
  }
}
