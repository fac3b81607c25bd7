package io.storeweaver.openapi;

import com.fasterxml.jackson.core.type.TypeReference;
import io.storeweaver.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * An example of each operation's request and of its answers. They are written down in
 * examples.json; a test holds each against its schema.
 */
final class Examples {
  private static final String REQUEST = "request";

  private final Map<String, Map<String, Object>> byOperation;

  private Examples(Map<String, Map<String, Object>> byOperation) {
    this.byOperation = byOperation;
  }

  static Examples load() {
    try (InputStream file = Examples.class.getResourceAsStream("/openapi/examples.json")) {
      return new Examples(
          Json.MAPPER.readValue(Objects.requireNonNull(file), new TypeReference<>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void add(Operation operation) {
    Map<String, Object> examples = byOperation.getOrDefault(operation.getOperationId(), Map.of());
    examples.forEach(
        (what, example) -> {
          if (what.equals(REQUEST)) {
            operation
                .getRequestBody()
                .getContent()
                .getMediaTypes()
                .values()
                .forEach(m -> m.example(example));
          } else {
            // "200 stream" is the example of an answer that has both a text and JSON.
            APIResponse response =
                operation.getResponses().getAPIResponse(what.replaceFirst(" .*", ""));
            response
                .getContent()
                .getMediaTypes()
                .forEach((type, content) -> put(type, content, example));
          }
        });
  }

  // A stream's example is text, everything else's is JSON.
  private static void put(String type, MediaType content, Object example) {
    if (type.matches(".*[/+]json") != example instanceof String) {
      content.example(example);
    }
  }
}
