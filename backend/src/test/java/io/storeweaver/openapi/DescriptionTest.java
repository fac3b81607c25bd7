package io.storeweaver.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.storeweaver.openapi.Description.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What makes the description of use to programs and to people. */
class DescriptionTest {
  private static final Description API = Description.current();

  static Stream<Operation> operations() {
    return API.operations().stream();
  }

  @Test
  void everyOperationHasAnIdOfItsOwn() {
    List<String> ids = operations().map(o -> o.json().path("operationId").asText()).toList();
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z][A-Za-z]+"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anOperationSaysWhatItDoesAndWhereItBelongs(Operation operation) {
    assertThat(operation.json().path("summary").asText()).isNotBlank().doesNotEndWith(".");
    assertThat(operation.json().path("description").asText()).isNotBlank();
    Set<String> tags = new HashSet<>(API.root().path("tags").findValuesAsText("name"));
    assertThat(operation.json().path("tags")).hasSize(1);
    assertThat(tags).contains(operation.json().at("/tags/0").asText());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyParameterSaysWhatItMeansAndWhatItTakes(Operation operation) {
    for (JsonNode given : operation.json().path("parameters")) {
      JsonNode parameter = API.resolved(given);
      String name = operation.name() + " " + parameter.path("name").asText();
      assertThat(parameter.path("description").asText()).as(name).isNotBlank();
      assertThat(parameter.path("schema").isEmpty()).as(name).isFalse();
    }
  }

  @Test
  void everyComponentIsUsed() {
    String description = API.root().toString();
    API.root()
        .path("components")
        .properties()
        .forEach(
            kind ->
                kind.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        name -> {
                          String reference = "#/components/" + kind.getKey() + "/" + name;
                          // Security schemes are named, not referred to.
                          assertThat(description)
                              .as(reference)
                              .containsAnyOf("\"" + reference + "\"", "{\"" + name + "\":[");
                        }));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyAnswerHasASchema(Operation operation) {
    operation
        .json()
        .path("responses")
        .properties()
        .forEach(
            response -> {
              String name = operation.name() + " " + response.getKey();
              JsonNode answer = API.resolved(response.getValue());
              assertThat(answer.path("description").asText()).as(name).isNotBlank();
              boolean bare = response.getKey().equals("204") || response.getKey().startsWith("3");
              assertThat(answer.path("content").isEmpty()).as(name).isEqualTo(bare);
              answer
                  .path("content")
                  .forEach(c -> assertThat(c.path("schema").isEmpty()).as(name).isFalse());
            });
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aRefusalIsAProblem(Operation operation) {
    operation
        .json()
        .path("responses")
        .properties()
        .forEach(
            response -> {
              boolean refusal =
                  response.getKey().startsWith("4") || response.getKey().equals("500");
              if (refusal) {
                JsonNode content = API.resolved(response.getValue()).path("content");
                assertThat(content.has("application/problem+json"))
                    .as(operation.name() + " " + response.getKey())
                    .isTrue();
              }
            });
    assertThat(operation.json().path("responses").has("500")).as(operation.name()).isTrue();
  }

  /** A media type of an operation: of its request or of one of its answers. */
  record Content(String name, JsonNode json) {}

  static Stream<Content> contents() {
    List<Content> contents = new ArrayList<>();
    for (Operation operation : API.operations()) {
      add(contents, operation.name() + " request", operation.json().path("requestBody"));
      for (Map.Entry<String, JsonNode> response : operation.json().path("responses").properties()) {
        add(
            contents,
            operation.name() + " " + response.getKey(),
            API.resolved(response.getValue()));
      }
    }
    return contents.stream();
  }

  private static void add(List<Content> contents, String name, JsonNode holder) {
    holder.path("content").forEach(content -> contents.add(new Content(name, content)));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void everyBodyHasAnExampleThatFitsItsSchema(Content content) {
    assertThat(content.json().has("example")).as(content.name() + " has an example").isTrue();
    JsonSchema schema = schema(content.json().path("schema"));
    assertThat(schema.validate(content.json().path("example").toString(), InputFormat.JSON))
        .as(content.name())
        .isEmpty();
  }

  static JsonSchema schema(JsonNode node) {
    ObjectNode whole = node.deepCopy();
    whole.set("components", API.root().path("components"));
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole);
  }
}
