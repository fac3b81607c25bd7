package io.storeweaver.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/**
 * An object that Helm runs at a moment of a release's life, such as a test pod; it is recorded, not
 * applied.
 *
 * @param path the template that it came from
 * @param events when Helm runs it, e.g. {@code test}
 * @param weight order among hooks of one event, lowest first
 */
public record Hook(
    String name,
    String kind,
    String path,
    String manifest,
    List<String> events,
    int weight,
    List<String> deletePolicies) {
  private static final String ANNOTATION = "helm.sh/hook";

  public Hook {
    events = List.copyOf(events);
    deletePolicies = List.copyOf(deletePolicies);
  }

  static Hook of(String path, String manifest, ObjectNode object) {
    JsonNode annotations = object.path("metadata").path("annotations");
    return new Hook(
        object.path("metadata").path("name").asText(),
        object.path("kind").asText(),
        path,
        manifest,
        words(annotations.path(ANNOTATION)),
        annotations.path(ANNOTATION + "-weight").asInt(),
        words(annotations.path(ANNOTATION + "-delete-policy")));
  }

  static Hook ofJson(JsonNode json) {
    return new Hook(
        json.path("name").asText(),
        json.path("kind").asText(),
        json.path("path").asText(),
        json.path("manifest").asText(),
        texts(json.path("events")),
        json.path("weight").asInt(),
        texts(json.path("delete_policies")));
  }

  ObjectNode toJson() {
    ObjectNode json = Yaml.object();
    json.put("name", name)
        .put("kind", kind)
        .put("path", path)
        .put("manifest", manifest)
        .put("weight", weight);
    events.forEach(json.putArray("events")::add);
    // Helm reads the times of a hook that never ran as empty texts.
    json.putObject("last_run").put("started_at", "").put("completed_at", "").put("phase", "");
    if (!deletePolicies.isEmpty()) {
      deletePolicies.forEach(json.putArray("delete_policies")::add);
    }
    return json;
  }

  private static List<String> words(JsonNode annotation) {
    return Arrays.stream(annotation.asText("").split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static List<String> texts(JsonNode array) {
    return array instanceof ArrayNode list
        ? list.valueStream().map(JsonNode::asText).toList()
        : List.of();
  }
}
