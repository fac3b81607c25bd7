package io.storeweaver.openapi;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The header fields of answers. */
final class Headers {
  private static final String REQUEST_ID = "X-Request-Id";
  private static final String RETRY_AFTER = "Retry-After";
  private static final String ETAG = "ETag";
  private static final String LOCATION = "Location";
  private static final String REPLAYED = "Idempotency-Replayed";

  private Headers() {}

  static void define(OpenAPI api) {
    // Sorted, because the order of Map.of is another one in each process.
    new TreeMap<>(
            Map.of(
                REQUEST_ID, "The id of this request, as in the log; the caller may send one.",
                RETRY_AFTER, "Seconds after which it makes sense to try again.",
                ETAG, "The store's version, for If-Match.",
                LOCATION, "Where the store is to be found.",
                REPLAYED, "true where this is the first answer to the same request again."))
        .forEach((name, text) -> api.getComponents().addHeader(name, header(name, text)));
  }

  private static Header header(String name, String text) {
    Schema.SchemaType type =
        name.equals(RETRY_AFTER) ? Schema.SchemaType.INTEGER : Schema.SchemaType.STRING;
    return OASFactory.createHeader()
        .description(text)
        .schema(OASFactory.createSchema().addType(type));
  }

  static void add(Operation operation) {
    operation.getResponses().getAPIResponses().entrySet().stream()
        .filter(DescriptionFilter::succeeds)
        .map(Map.Entry::getValue)
        .forEach(response -> refer(response, List.of(REQUEST_ID)));
    if (List.of("getStore", "editStore", "retryStore", "cancelStore", "rollbackStore")
        .contains(operation.getOperationId())) {
      operation.getResponses().getAPIResponses().entrySet().stream()
          .filter(DescriptionFilter::succeeds)
          .forEach(entry -> refer(entry.getValue(), List.of(ETAG)));
    }
    if (DescriptionFilter.named(operation, "createStore")) {
      refer(operation.getResponses().getAPIResponse("202"), List.of(LOCATION, REPLAYED));
    }
  }

  static void retryAfter(APIResponse problem) {
    refer(problem, List.of(RETRY_AFTER));
  }

  static void requestId(APIResponse problem) {
    refer(problem, List.of(REQUEST_ID));
  }

  private static void refer(APIResponse response, List<String> names) {
    names.forEach(
        name ->
            response.addHeader(
                name, OASFactory.createHeader().ref("#/components/headers/" + name)));
  }
}
