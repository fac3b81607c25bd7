package io.storeweaver.store;

import io.storeweaver.account.Caller;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One line of a store's timeline.
 *
 * @param type {@code Normal} or {@code Warning}
 * @param reason one word for programs
 * @param resource the object it is about, or null
 * @param actor who asked for it, or null where the platform acted by itself
 */
@Schema(name = "StoreEvent", description = "One line of a store's timeline.")
public record StoreEvent(
    long id,
    Instant at,
    @Schema(enumeration = {"Normal", "Warning"}) String type,
    @Schema(description = "One word for programs.") String reason,
    @Schema(description = "The object it is about, for example Pod/wordpress-7c9.")
        @Nullable String resource,
    String message,
    @Schema(description = "Who asked for it; null where the platform acted by itself.")
        @Nullable String actor) {

  /** A line that is not written yet. */
  public record Draft(
      String type,
      String reason,
      @Nullable String resource,
      String message,
      @Nullable String actor) {

    /** Something went as it should. */
    public static Draft normal(String reason, String message) {
      return new Draft("Normal", reason, null, message, null);
    }

    /**
     * Something is wrong with an object, or with the store as a whole where {@code resource} is
     * null.
     */
    public static Draft warning(String reason, @Nullable String resource, String message) {
      return new Draft("Warning", reason, resource, message, null);
    }

    /** A person asked for something. */
    public static Draft by(Caller caller, String reason, String message) {
      return new Draft("Normal", reason, null, message, caller.account());
    }
  }
}
