package io.storeweaver.chart.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every object is one that the Kubernetes API would take: no unknown field, no wrong type. */
class KubernetesSchemaTest {
  @ParameterizedTest
  @ValueSource(strings = {"v1.27", "v1.35"})
  void everyObjectFollowsTheSchemaOfItsKind(String version) throws IOException {
    Schemas schemas = new Schemas(version);
    List<String> faults = new ArrayList<>();
    for (StoreChart chart : StoreChart.values()) {
      Values.all()
          .forEach(
              (name, values) ->
                  chart.render(values).trees().stream()
                      .filter(tree -> !tree.path("kind").asText().equals("HTTPRoute"))
                      .forEach(tree -> faults.addAll(schemas.faults(chart + ", " + name, tree))));
      chart
          .renderWithSecrets(List.of())
          .trees()
          .forEach(tree -> faults.addAll(schemas.faults(chart + ", by hand", tree)));
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void everyObjectIsReadByTheTypedModelsWithoutLeftovers() {
    for (StoreChart chart : StoreChart.values()) {
      Values.all()
          .values()
          .forEach(values -> assertThat(chart.render(values).objects()).isNotEmpty());
    }
  }

  @Test
  void theChecksSeeAnUnknownField() throws IOException {
    String text =
        StoreChart.WOOCOMMERCE.render(Map.of()).text().replace("replicas: 1", "replica: 1");
    Schemas schemas = new Schemas("v1.35");
    List<String> faults = new ArrayList<>();
    new Rendered(text).trees().forEach(tree -> faults.addAll(schemas.faults("altered", tree)));
    assertThat(faults).hasSize(2).allMatch(fault -> fault.contains("replica"));
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> new Rendered(text).objects()))
        .hasMessageContaining("replica");
  }

  static final class Schemas {
    private final ObjectNode definitions;
    private final Map<String, JsonSchema> byKind = new HashMap<>();
    private final JsonSchemaFactory factory =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    Schemas(String version) throws IOException {
      String resource = "/charts/kubernetes/" + version + ".json";
      try (InputStream in = KubernetesSchemaTest.class.getResourceAsStream(resource)) {
        definitions =
            (ObjectNode) Json.JSON.readTree(Objects.requireNonNull(in, resource)).get("$defs");
      }
    }

    List<String> faults(String where, JsonNode object) {
      String kind = object.path("apiVersion").asText() + " " + object.path("kind").asText();
      return byKind.computeIfAbsent(kind, this::schema).validate(object).stream()
          .map(ValidationMessage::getMessage)
          .map(message -> where + ": " + kind + ": " + message)
          .toList();
    }

    private JsonSchema schema(String kind) {
      assertThat(definitions.has(kind)).as("a schema of %s", kind).isTrue();
      ObjectNode schema = definitions.get(kind).deepCopy();
      schema.set("$defs", definitions);
      return factory.getSchema(schema);
    }
  }
}
