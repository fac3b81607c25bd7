package io.storeweaver;

import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request that is refused, with the reason, a sentence for the caller and, where fields are at
 * fault, which ones.
 */
public final class Rejected extends RuntimeException {
  private final Reason reason;
  private final transient List<FieldError> errors;
  private final transient @Nullable Duration retryAfter;

  /** One field at fault. */
  @Schema(name = "FieldError", description = "A field at fault.")
  public record FieldError(String field, String message) {}

  public Rejected(Reason reason, String detail) {
    this(reason, detail, List.of(), null);
  }

  public Rejected(
      Reason reason, String detail, List<FieldError> errors, @Nullable Duration retryAfter) {
    super(detail, null, false, false);
    this.reason = reason;
    this.errors = List.copyOf(errors);
    this.retryAfter = retryAfter;
  }

  /** A validation refusal that names every field at fault. */
  public static Rejected invalid(List<FieldError> errors) {
    String detail = String.join("; ", errors.stream().map(FieldError::message).toList());
    return new Rejected(Reason.VALIDATION_FAILED, detail, errors, null);
  }

  /** A validation refusal of a single field. */
  public static Rejected invalid(String field, String message) {
    return invalid(List.of(new FieldError(field, message)));
  }

  /** The same answer for a store that does not exist and for one that belongs to somebody else. */
  public static Rejected noSuchStore(String id) {
    return new Rejected(
        Reason.NOT_FOUND,
        "There is no store \"" + id + "\" among yours; GET /api/v1/stores lists them.");
  }

  public Reason reason() {
    return reason;
  }

  public List<FieldError> errors() {
    return errors;
  }

  /** When it makes sense to try again, or null where trying again cannot help. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
