package io.storeweaver.store;

import io.storeweaver.Reason;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
@Schema(name = "WaitingFor", description = "What a store waits for, or what broke it.")
public record WaitingFor(
    @Schema(
            type = SchemaType.STRING,
            implementation = String.class,
            description = "Code of the cause; new ones may come. GET /problems lists them.")
        Reason code,
    @Schema(description = "The object that shows it; null where no single one does.")
        @Nullable String resource,
    @Schema(description = "What is wrong.") String message,
    @Schema(description = "What to do.") String fix,
    Instant since) {

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
