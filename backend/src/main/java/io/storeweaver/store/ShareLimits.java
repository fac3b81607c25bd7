package io.storeweaver.store;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.account.Account.Limits;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * How much of the cluster an owner's live stores may take together. A store takes what the quota of
 * its plan reserves. Without any limit nothing is added up.
 *
 * @param usual limits of owners without limits of their own
 * @param plans what a store takes, by engine and plan
 */
public record ShareLimits(Limits usual, BiFunction<Engine, Plan, Share> plans) {
  static final ShareLimits NONE =
      new ShareLimits(new Limits(null, null, null, null), (engine, plan) -> Share.NOTHING);

  /** What an owner's stores take, and may. */
  public record Use(Share used, Limits limits) {
    boolean limited() {
      return limits.maxCpu() != null || limits.maxMemory() != null || limits.maxDisk() != null;
    }
  }

  /** The limits that hold for an owner. */
  Limits of(Handle handle, String owner) {
    return handle
        .createQuery("select max_cpu, max_memory, max_disk from accounts where id = ?")
        .bind(0, owner)
        .map(
            (row, context) ->
                new Limits(
                    null,
                    or(row.getBigDecimal(1), usual.maxCpu()),
                    or(row.getBigDecimal(2), usual.maxMemory()),
                    or(row.getBigDecimal(3), usual.maxDisk())))
        .findOne()
        .orElse(usual);
  }

  private static @Nullable BigDecimal or(@Nullable BigDecimal own, @Nullable BigDecimal usual) {
    return own == null ? usual : own;
  }

  Use use(Handle handle, String owner) {
    return new Use(used(handle, owner, ""), of(handle, owner));
  }

  /** Takes no lock: whoever is about to add to an owner's stores holds the one of creations. */
  void check(
      Handle handle, Limits limits, String owner, Engine engine, Plan plan, String exceptStore) {
    if (!new Use(Share.NOTHING, limits).limited()) {
      return;
    }
    Share then = used(handle, owner, exceptStore).plus(plans.apply(engine, plan));
    refuseOver("processors", then.cpu(), limits.maxCpu());
    refuseOver("GiB of memory", then.memory(), limits.maxMemory());
    refuseOver("GiB of disk", then.disk(), limits.maxDisk());
  }

  private Share used(Handle handle, String owner, String exceptStore) {
    return handle
        .createQuery(
            """
            select engine, plan, count(*) from stores
            where owner = ? and phase <> 'DELETED' and id <> ? group by engine, plan
            """)
        .bind(0, owner)
        .bind(1, exceptStore)
        .map(
            (row, context) ->
                plans
                    .apply(
                        Engine.of(row.getString(1)).orElseThrow(),
                        Plan.of(row.getString(2)).orElseThrow())
                    .times(row.getInt(3)))
        .list()
        .stream()
        .reduce(Share.NOTHING, Share::plus);
  }

  private static void refuseOver(String what, BigDecimal then, @Nullable BigDecimal limit) {
    if (limit != null && then.compareTo(limit) > 0) {
      throw new Rejected(
          Reason.QUOTA_EXCEEDED,
          "Your stores would take %s %s, of %s. Choose a smaller plan or delete a store."
              .formatted(then.stripTrailingZeros().toPlainString(), what, limit.toPlainString()),
          List.of(),
          null);
    }
  }
}
