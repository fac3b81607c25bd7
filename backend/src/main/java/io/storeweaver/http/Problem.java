package io.storeweaver.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.storeweaver.Reason;
import io.storeweaver.Rejected.FieldError;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A refusal as clients read it (RFC 9457). {@code message} repeats {@code detail} for clients of
 * the earlier system.
 *
 * @param code stable code of the reason
 * @param requestId also in the header {@code X-Request-Id} and in the log
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(
    name = "Problem",
    description = "A refusal (RFC 9457).",
    requiredProperties = {"type", "title", "status", "detail", "code", "request_id", "message"})
public record Problem(
    @Schema(description = "Where the code is explained.", format = "uri-reference") String type,
    String title,
    @Schema(description = "The HTTP status.") int status,
    @Schema(description = "What is wrong with this very request, and what to do.") String detail,
    @Schema(description = "Stable code of the reason; new ones may come.") String code,
    @Schema(description = "As in X-Request-Id and in the log.") String requestId,
    @Schema(description = "The fields at fault, where there are any.") List<FieldError> errors,
    @Schema(description = "The same as detail.") String message) {
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
