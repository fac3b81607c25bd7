package io.storeweaver.audit;

import io.storeweaver.Rejected;
import io.storeweaver.http.Parameters;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One page of entries, newest first, as clients read it. */
@Schema(name = "AuditPage", description = "A page of the audit log.")
public record AuditPage(List<AuditEntry> entries, @Nullable String nextPageToken) {
  private static final int LARGEST = 200;

  /**
   * Reads a page.
   *
   * @throws Rejected where a parameter cannot be understood
   */
  public static AuditPage of(
      AuditLog log, AuditLog.Filter filter, String pageSize, @Nullable String pageToken) {
    int size = Parameters.number("page_size", pageSize, 1, LARGEST);
    List<AuditEntry> found = log.page(filter, before(pageToken), size + 1);
    boolean more = found.size() > size;
    List<AuditEntry> page = more ? List.copyOf(found.subList(0, size)) : found;
    return new AuditPage(page, more ? Long.toString(page.getLast().id()) : null);
  }

  private static long before(@Nullable String token) {
    if (token == null || token.isBlank()) {
      return Long.MAX_VALUE;
    }
    if (!token.matches("\\d{1,18}")) {
      throw Rejected.invalid(
          "page_token", "page_token is not one that this list gave out; leave it out to begin");
    }
    return Long.parseLong(token);
  }
}
