package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * A refusal in Kubernetes' own form: an HTTP code and a Status object with reason, message and
 * causes.
 */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One entry of {@code details.causes}. */
  record Cause(String reason, String field, String message) {
    /** A cause for a field, with the message as it stands in the summary: "Required value: ...". */
    static Cause of(String kind, String field, String message) {
      return new Cause("FieldValue" + kind, field, message);
    }
  }

  private final int code;
  private final transient ObjectNode status;

  private Refusal(int code, String reason, String message) {
    super(message, null, false, false);
    this.code = code;
    status =
        Json.object(
            "kind", "Status", "apiVersion", "v1", "metadata", Json.object(), "status", "Failure");
    status.put("message", message);
    if (!reason.isEmpty()) {
      status.put("reason", reason);
    }
    status.put("code", code);
  }

  int code() {
    return code;
  }

  byte[] json() {
    return Json.bytes(status);
  }

  /** Any status, for injected faults. */
  static Refusal of(int code, String reason, String message) {
    return new Refusal(code, reason, message);
  }

  static Refusal about(int code, String reason, String message, ResourceType type, String name) {
    Refusal refusal = new Refusal(code, reason, message);
    ObjectNode details = refusal.status.putObject("details");
    if (!name.isEmpty()) {
      details.put("name", name);
    }
    if (!type.group().isEmpty()) {
      details.put("group", type.group());
    }
    details.put("kind", type.plural());
    return refusal;
  }

  Refusal retryAfter(int seconds) {
    Json.child(status, "details").put("retryAfterSeconds", seconds);
    return this;
  }

  Refusal because(List<Cause> causes) {
    ObjectNode details = Json.child(status, "details");
    for (Cause cause : causes) {
      Json.list(details, "causes")
          .add(
              Json.object(
                  "reason", cause.reason(), "message", cause.message(), "field", cause.field()));
    }
    return this;
  }

  static String quoted(ResourceType type, String name) {
    return type.groupResource() + " \"" + name + "\"";
  }

  static Refusal badRequest(String message) {
    return new Refusal(400, "BadRequest", message);
  }

  static Refusal noSuchResource() {
    Refusal refusal =
        new Refusal(404, "NotFound", "the server could not find the requested resource");
    refusal.status.putObject("details");
    return refusal;
  }

  static Refusal notFound(ResourceType type, String name) {
    return about(404, "NotFound", quoted(type, name) + " not found", type, name);
  }

  static Refusal exists(ResourceType type, String name) {
    return about(409, "AlreadyExists", quoted(type, name) + " already exists", type, name);
  }

  static Refusal beingDeleted(ResourceType type, String name) {
    String message = "object is being deleted: " + quoted(type, name) + " already exists";
    return about(409, "AlreadyExists", message, type, name);
  }

  static Refusal conflict(ResourceType type, String name, String why) {
    String message = "Operation cannot be fulfilled on " + quoted(type, name) + ": " + why;
    return about(409, "Conflict", message, type, name);
  }

  static Refusal stale(ResourceType type, String name) {
    return conflict(
        type,
        name,
        "the object has been modified; please apply your changes to the latest version and try again");
  }

  static Refusal forbidden(ResourceType type, String name, String why) {
    String message = quoted(type, name) + " is forbidden: " + why;
    return about(403, "Forbidden", message, type, name);
  }

  static Refusal expired(String message) {
    return new Refusal(410, "Expired", message);
  }

  static Refusal notAllowed() {
    Refusal refusal =
        new Refusal(
            405,
            "MethodNotAllowed",
            "the server does not allow this method on the requested resource");
    refusal.status.putObject("details");
    return refusal;
  }

  static Refusal invalid(ResourceType type, String name, List<Cause> causes) {
    List<String> lines =
        causes.stream().map(cause -> cause.field() + ": " + cause.message()).distinct().toList();
    String summary = lines.size() == 1 ? lines.getFirst() : "[" + String.join(", ", lines) + "]";
    String message =
        String.format(Locale.ROOT, "%s \"%s\" is invalid: %s", type.groupKind(), name, summary);
    Refusal refusal = about(422, "Invalid", message, type, name);
    Json.child(refusal.status, "details").put("kind", type.kind());
    return refusal.because(causes);
  }
}
