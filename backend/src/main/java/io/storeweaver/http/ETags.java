package io.storeweaver.http;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags of what can be edited (RFC 9110 §8.8.3, §13.1.1). The tag stands for the editable
 * part: it does not change when only the observed state does, so that an edit is not refused
 * because a pod restarted.
 */
public final class ETags {
  private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

  private ETags() {}

  /** The tag of a version. */
  public static String of(long version) {
    return "\"" + version + "\"";
  }

  /**
   * The version that a request's If-Match names.
   *
   * @throws Rejected where the header is absent (428) or names no version that was ever given out
   *     (412)
   */
  public static long required(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw new Rejected(
          Reason.PRECONDITION_REQUIRED,
          "Send If-Match with the ETag of the store as you read it, so that nobody's change is lost.");
    }
    Matcher tag = TAG.matcher(ifMatch.strip());
    if (!tag.matches()) {
      throw new Rejected(
          Reason.VERSION_STALE,
          "If-Match must be the store's ETag, for example \"3\"; it was " + ifMatch.strip() + ".");
    }
    return Long.parseLong(tag.group(1));
  }
}
