package io.storeweaver.dialect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.Json;
import io.storeweaver.Rejected.FieldError;
import io.storeweaver.http.Answers;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the dialects answer, under the names that the records have, and reads their fields.
 */
final class DialectJson {
  private static final JsonMapper MAPPER =
      Json.MAPPER
          .rebuild()
          .propertyNamingStrategy(PropertyNamingStrategies.LOWER_CAMEL_CASE)
          .build();

  private DialectJson() {}

  static Response answer(int status, Object body) {
    return Answers.json(status, write(body));
  }

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "Cannot write " + value.getClass().getSimpleName() + " as JSON", e);
    }
  }

  /** The text in a field, or null where there is none; another type is an error. */
  static @Nullable String text(ObjectNode body, String field, List<FieldError> errors) {
    JsonNode value = body.path(field);
    if (value.isTextual() || value.isMissingNode() || value.isNull()) {
      return value.textValue();
    }
    errors.add(new FieldError(field, field + " must be a string"));
    return null;
  }
}
