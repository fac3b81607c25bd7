package io.storeweaver.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Sorts the engine's output into objects, hooks and notes. */
final class RenderedText {
  // The engine heads every object with these two lines; text from values is indented or quoted and
  // cannot look like them.
  private static final Pattern HEAD = Pattern.compile("(?m)^---\\R# Source: ");

  private final List<ObjectNode> objects = new ArrayList<>();
  private final List<Hook> hooks = new ArrayList<>();
  private final StringBuilder manifest = new StringBuilder();
  private String notes = "";

  RenderedText(ChartArchive chart, String output) {
    for (String piece : HEAD.split(output, -1)) {
      if (!piece.isBlank()) {
        sort(chart, piece);
      }
    }
  }

  List<ObjectNode> objects() {
    return objects;
  }

  List<Hook> hooks() {
    return hooks;
  }

  String manifest() {
    return manifest.toString();
  }

  String notes() {
    return notes;
  }

  private void sort(ChartArchive chart, String piece) {
    int end = piece.indexOf('\n');
    String source = end < 0 ? piece : piece.substring(0, end).strip();
    String body = end < 0 ? "" : piece.substring(end + 1);
    JsonNode document = parse(chart, source, body);
    if (document.path("kind").asText().equals(EngineChart.NOTES_KIND)) {
      notes = document.path("notes").asText();
    } else if (document.path("metadata").path("annotations").has(EngineChart.HOOK_CARRIED)) {
      String text = body.replace(EngineChart.HOOK_CARRIED, EngineChart.HOOK);
      hooks.add(Hook.of(source, text, object(chart, source, parse(chart, source, text))));
    } else {
      // A piece of comments alone gives no object, but Helm keeps its text too.
      if (!document.isNull()) {
        objects.add(object(chart, source, document));
      }
      manifest.append("---\n# Source: ").append(piece);
    }
  }

  private static JsonNode parse(ChartArchive chart, String source, String body) {
    try {
      return Yaml.one(body);
    } catch (Yaml.Malformed e) {
      throw new RenderFailed(
          "Chart %s gives YAML that Kubernetes would not take: %s (%s)"
              .formatted(chart, e.getMessage(), source),
          e);
    }
  }

  private static ObjectNode object(ChartArchive chart, String source, JsonNode document) {
    boolean named = document.path("metadata").path("name").isTextual();
    if (document instanceof ObjectNode object
        && named
        && object.path("kind").isTextual()
        && object.path("apiVersion").isTextual()) {
      return object;
    }
    throw new RenderFailed(
        "Chart %s gives something that is no Kubernetes object: apiVersion, kind or metadata.name is missing (%s)"
            .formatted(chart, source));
  }
}
