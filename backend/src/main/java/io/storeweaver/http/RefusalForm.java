package io.storeweaver.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.Json;
import io.storeweaver.Reason;
import io.storeweaver.Rejected.FieldError;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of a refusal: the address decides, because clients of the earlier systems know theirs
 * only.
 */
enum RefusalForm {
  /** RFC 9457. */
  PROBLEM,
  /** {@code {"error": message}}. */
  ERROR_TEXT,
  /** {@code {"error": CODE, "message": …}}, with codes of a closed set. */
  ERROR_CODE;

  static RefusalForm at(String path) {
    if (path.equals("/api/v1") || path.startsWith("/api/v1/")) {
      return PROBLEM;
    }
    if (path.equals("/api") || path.startsWith("/api/")) {
      return ERROR_TEXT;
    }
    boolean guide =
        path.equals("/stores")
            || path.startsWith("/stores/")
            || path.equals("/health")
            || path.equals("/ready");
    return guide ? ERROR_CODE : PROBLEM;
  }

  String mediaType() {
    return this == PROBLEM ? Problem.MEDIA_TYPE : "application/json";
  }

  int status(Reason reason) {
    return this == ERROR_CODE && reason == Reason.VERSION_STALE ? 409 : reason.httpStatus();
  }

  String body(
      Reason reason,
      String detail,
      List<FieldError> errors,
      @Nullable Duration retryAfter,
      String requestId) {
    return switch (this) {
      case PROBLEM -> Json.write(Problem.of(reason, detail, requestId, errors));
      case ERROR_TEXT -> object().put("error", joined(detail, errors)).toString();
      case ERROR_CODE -> {
        ObjectNode body =
            object().put("error", code(reason)).put("message", joined(detail, errors));
        if (reason.httpStatus() == 429 && retryAfter != null) {
          body.put("retryAfter", retryAfter.toSeconds());
        }
        yield body.toString();
      }
    };
  }

  // Whoever has no list of fields reads them all in the one sentence.
  private static String joined(String detail, List<FieldError> errors) {
    return errors.size() < 2
        ? detail
        : String.join(", ", errors.stream().map(FieldError::message).toList());
  }

  private static String code(Reason reason) {
    if (reason == Reason.INVALID_ID) {
      return reason.name();
    }
    return switch (reason.httpStatus()) {
      case 401, 403 -> reason.name();
      case 404 -> "NOT_FOUND";
      case 409, 412 -> "CONCURRENCY_ERROR";
      case 429 -> "RATE_LIMIT_EXCEEDED";
      default -> reason.httpStatus() < 500 ? "VALIDATION_ERROR" : "INTERNAL_SERVER_ERROR";
    };
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
