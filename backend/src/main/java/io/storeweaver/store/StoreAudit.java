package io.storeweaver.store;

import io.storeweaver.account.Caller;
import io.storeweaver.audit.AuditLog;
import io.storeweaver.audit.AuditLog.Act;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Records acts on stores, under the names that the timeline has for them. */
final class StoreAudit {
  private StoreAudit() {}

  /** Records an act in its transaction: {@code DeletionRequested} is store.deletion-requested. */
  static void append(
      Handle handle,
      Caller caller,
      String storeId,
      String reason,
      @Nullable Object before,
      @Nullable Object after) {
    String words = reason.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    AuditLog.append(
        handle, new Act(caller.actor(), "store." + words, storeId, null, before, after));
  }
}
