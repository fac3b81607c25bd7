package io.storeweaver.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.storeweaver.GeneratedDoc;
import io.storeweaver.openapi.Description.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Makes docs/api.md of the description. */
class ApiDocTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEAD =
      """
      # The API

      This is the native API, `/api/v1`: JSON, snake_case, times in UTC. Programs read its description at `/openapi` (OpenAPI
      3.1, the same as [openapi.yaml](openapi.yaml)), people can try it at `/docs`. The APIs of earlier systems are in
      [dialects.md](dialects.md).

      Every refusal is `application/problem+json` (RFC 9457) with a `code` that does not change; [problems.md](problems.md)
      lists them, and `GET /problems/<code>` explains one. Every answer carries `X-Request-Id`; a request may bring its own.
      A status that only says "refused" is not repeated below: 400, 401, 403, 406, 429, 500 and 503 can come from everywhere.
      """;
  private static final List<String> EVERYWHERE =
      List.of("400", "401", "403", "406", "429", "500", "503");
  private static final String END =
      """

      This page is made from `openapi.yaml` by `ApiDocTest`.
      """;

  private final Description api = Description.current();

  @Test
  void thePageOfTheApiIsTheDescription() throws IOException {
    StringBuilder page = new StringBuilder(HEAD);
    for (JsonNode tag : api.root().path("tags")) {
      page.append("\n## ").append(tag.path("name").asText()).append("\n\n");
      page.append(tag.path("description").asText()).append('\n');
      api.operations().stream()
          .filter(o -> o.json().at("/tags/0").equals(tag.path("name")))
          .forEach(o -> operation(page, o));
    }
    page.append("\n## Schemas\n");
    api.root().at("/components/schemas").properties().forEach(s -> schema(page, s));
    page.append(END);
    new GeneratedDoc("api.md", "ApiDocTest").mustRead(page.toString());
  }

  private void operation(StringBuilder page, Operation operation) {
    JsonNode json = operation.json();
    page.append("\n### ").append(operation.name()).append("\n\n");
    page.append("**").append(json.path("summary").asText()).append(".** ");
    page.append(json.path("description").asText());
    page.append(" (`").append(json.path("operationId").asText()).append("`)\n");
    parameters(page, json.path("parameters"));
    JsonNode body = json.path("requestBody").path("content");
    if (!body.isEmpty()) {
      String kinds =
          String.join(" or ", body.properties().stream().map(Map.Entry::getKey).toList());
      JsonNode content = body.iterator().next();
      page.append("\nBody, ").append(kinds).append(": ").append(type(content.path("schema")));
      example(page, content);
    }
    page.append("\n| Status | Answer |\n|---|---|\n");
    for (Map.Entry<String, JsonNode> response : json.path("responses").properties()) {
      if (!EVERYWHERE.contains(response.getKey()) || !response.getValue().has("$ref")) {
        JsonNode answer = api.resolved(response.getValue());
        page.append(
            GeneratedDoc.row(
                List.of(response.getKey(), answer.path("description").asText() + types(answer))));
      }
    }
  }

  private void parameters(StringBuilder page, JsonNode parameters) {
    if (parameters.isEmpty()) {
      return;
    }
    page.append("\n| Parameter | In | Takes | Meaning |\n|---|---|---|---|\n");
    for (JsonNode given : parameters) {
      JsonNode parameter = api.resolved(given);
      String need = parameter.path("required").asBoolean() ? ", required" : "";
      page.append(
          GeneratedDoc.row(
              List.of(
                  GeneratedDoc.code(parameter.path("name").asText()),
                  parameter.path("in").asText() + need,
                  type(parameter.path("schema")),
                  parameter.path("description").asText())));
    }
  }

  private static void example(StringBuilder page, JsonNode content) throws RuntimeException {
    try {
      page.append("\n\n```json\n")
          .append(JSON.writeValueAsString(content.path("example")))
          .append("\n```\n");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String types(JsonNode answer) {
    List<String> types = new ArrayList<>();
    answer
        .path("content")
        .properties()
        .forEach(
            c ->
                types.add(
                    c.getKey().endsWith("json")
                        ? type(c.getValue().path("schema"))
                        : "`" + c.getKey() + "`"));
    return types.isEmpty() ? "" : ": " + String.join(" or ", types);
  }

  private void schema(StringBuilder page, Map.Entry<String, JsonNode> schema) {
    JsonNode json = schema.getValue();
    page.append("\n### ").append(schema.getKey()).append("\n");
    if (json.has("description")) {
      page.append("\n").append(json.path("description").asText()).append("\n");
    }
    if (!json.has("properties")) {
      page.append("\n").append(type(json)).append("\n");
      return;
    }
    page.append("\n| Property | Type | Meaning |\n|---|---|---|\n");
    List<String> required = texts(json.path("required"));
    for (Map.Entry<String, JsonNode> property : json.path("properties").properties()) {
      String need = required.contains(property.getKey()) ? "" : ", may be absent";
      page.append(
          GeneratedDoc.row(
              List.of(
                  GeneratedDoc.code(property.getKey()),
                  type(property.getValue()) + need,
                  property.getValue().path("description").asText())));
    }
  }

  private static String type(JsonNode schema) {
    if (schema.has("$ref")) {
      String name = schema.path("$ref").asText().replaceFirst(".*/", "");
      return "[" + name + "](#" + name.toLowerCase(java.util.Locale.ROOT) + ")";
    }
    if (schema.has("anyOf")) {
      return String.join(" or ", stream(schema.path("anyOf")).map(ApiDocTest::type).toList());
    }
    if (schema.has("enum")) {
      return String.join(
          ", ", texts(schema.path("enum")).stream().map(GeneratedDoc::code).toList());
    }
    List<String> types =
        schema.path("type").isArray()
            ? texts(schema.path("type"))
            : List.of(schema.path("type").asText());
    return String.join(" or ", types.stream().map(t -> type(t, schema)).toList());
  }

  private static String type(String type, JsonNode schema) {
    return switch (type) {
      case "array" -> "list of " + type(schema.path("items"));
      case "object" ->
          schema.path("additionalProperties").isObject()
              ? "map of " + type(schema.path("additionalProperties"))
              : "object";
      case "string" ->
          schema.has("format") ? "string (" + schema.path("format").asText() + ")" : "string";
      default -> type;
    };
  }

  private static java.util.stream.Stream<JsonNode> stream(JsonNode nodes) {
    return StreamSupport.stream(nodes.spliterator(), false);
  }

  private static List<String> texts(JsonNode nodes) {
    return stream(nodes).map(JsonNode::asText).toList();
  }
}
