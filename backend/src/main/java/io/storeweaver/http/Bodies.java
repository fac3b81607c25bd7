package io.storeweaver.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.Json;
import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.Rejected.FieldError;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Reads JSON bodies strictly, and says where one is wrong. */
public final class Bodies {
  /** The largest body that is read, in bytes. */
  public static final int MOST_BYTES = 64 * 1024;

  private Bodies() {}

  /**
   * Reads a body as a record.
   *
   * @throws Rejected where it is too large, not JSON, or has fields that the record lacks
   */
  public static <T> T read(byte[] body, Class<T> type) {
    checkSize(body);
    try {
      T value = Json.MAPPER.readValue(body, type);
      if (value == null) {
        throw new Rejected(Reason.MALFORMED_JSON, "The body must be a JSON object, not null.");
      }
      return value;
    } catch (IOException e) {
      throw refusal(e);
    }
  }

  /** Reads a body as a JSON object whose fields the caller checks. */
  public static ObjectNode readObject(byte[] body) {
    checkSize(body);
    try {
      JsonNode node = Json.MAPPER.readTree(body);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new Rejected(Reason.MALFORMED_JSON, "The body must be a JSON object.");
    } catch (IOException e) {
      throw refusal(e);
    }
  }

  private static void checkSize(byte[] body) {
    if (body.length > MOST_BYTES) {
      throw new Rejected(
          Reason.BODY_TOO_LARGE,
          "The body has " + body.length + " bytes; at most " + MOST_BYTES + " are read.");
    }
    if (body.length == 0) {
      throw new Rejected(Reason.MALFORMED_JSON, "The body is empty; send a JSON object.");
    }
  }

  private static Rejected refusal(IOException thrown) {
    if (thrown instanceof UnrecognizedPropertyException unknown) {
      String known =
          unknown.getKnownPropertyIds().stream()
              .map(String::valueOf)
              .sorted()
              .collect(Collectors.joining(", "));
      return new Rejected(
          Reason.UNKNOWN_FIELD,
          "The field \"" + unknown.getPropertyName() + "\" is unknown; known are " + known + ".",
          List.of(new FieldError(unknown.getPropertyName(), "unknown field")),
          null);
    }
    // A value is read while its field is, so that a syntax error in it comes wrapped.
    if (thrown instanceof JsonMappingException wrapper
        && wrapper.getCause() instanceof JsonParseException malformed) {
      return refusal(malformed);
    }
    if (thrown instanceof JsonParseException malformed) {
      return new Rejected(
          Reason.MALFORMED_JSON,
          "The body is not valid JSON"
              + at(malformed.getLocation())
              + ": "
              + malformed.getOriginalMessage());
    }
    if (thrown instanceof JsonMappingException mismatch) {
      String field =
          mismatch.getPath().stream()
              .map(p -> p.getFieldName() == null ? "[" + p.getIndex() + "]" : p.getFieldName())
              .collect(Collectors.joining("."));
      return field.isEmpty()
          ? new Rejected(
              Reason.MALFORMED_JSON,
              "The body must be a JSON object" + at(mismatch.getLocation()) + ".")
          : Rejected.invalid(
              field, field + " has a value of the wrong type" + at(mismatch.getLocation()));
    }
    String message =
        thrown instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : "it cannot be read";
    return new Rejected(Reason.MALFORMED_JSON, "The body is not valid JSON: " + message);
  }

  private static String at(JsonLocation location) {
    return location == null || location.getLineNr() < 1
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
