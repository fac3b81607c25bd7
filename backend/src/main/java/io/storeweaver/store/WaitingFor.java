package io.storeweaver.store;

import io.storeweaver.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a store waits for, or what broke it.
 *
 * @param code stable code of the cause
 * @param resource the object that shows it, for example {@code Pod/wordpress-7c9}, or null where no
 *     single object does
 * @param message one sentence that says what is wrong
 * @param fix one sentence that says what to do
 * @param since since when
 */
public record WaitingFor(
    Reason code, @Nullable String resource, String message, String fix, Instant since) {

  /** A cause seen now. */
  public static WaitingFor of(Reason code, @Nullable String resource, String message, Instant now) {
    return new WaitingFor(code, resource, message, code.remedy(), now);
  }

  /** True where both name the same cause at the same object; the wording may differ. */
  public boolean sameCause(@Nullable WaitingFor other) {
    return other != null
        && code == other.code
        && java.util.Objects.equals(kind(resource), kind(other.resource));
  }

  /** The same cause keeps its first time, however its wording changes. */
  public WaitingFor continuing(@Nullable WaitingFor earlier) {
    return sameCause(earlier) && earlier != null
        ? new WaitingFor(code, resource, message, fix, earlier.since())
        : this;
  }

  // A pod's name changes each time its controller makes it anew; the cause stays the same.
  private static @Nullable String kind(@Nullable String resource) {
    return resource == null ? null : resource.substring(0, Math.max(0, resource.indexOf('/')));
  }
}
