package io.storeweaver.http;

import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from, for the record of who did what.
 *
 * @param address the client's address, as far as it can be known
 * @param requestId the id that the answer and the log carry too
 * @param secure true where the client speaks https, to us or to a proxy that we trust
 * @param traceparent the span of the request, or null where nothing is traced
 */
public record Origin(
    String address, String requestId, boolean secure, @Nullable String traceparent) {
  /** What the platform does by itself. */
  public static final Origin INSIDE = new Origin("", "", true, null);
}
