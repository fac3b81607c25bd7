package io.storeweaver.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.storeweaver.Reason;
import io.storeweaver.Rejected.FieldError;
import java.util.List;

/**
 * A refusal as clients read it (RFC 9457). {@code message} repeats {@code detail} for clients of
 * the earlier system.
 *
 * @param code stable code of the reason
 * @param requestId also in the header {@code X-Request-Id} and in the log
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    String requestId,
    List<FieldError> errors,
    String message) {
  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(Reason reason, String detail, String requestId, List<FieldError> errors) {
    return new Problem(
        reason.typeUri(),
        reason.title(),
        reason.httpStatus(),
        detail,
        reason.name(),
        requestId,
        errors,
        detail);
  }
}
