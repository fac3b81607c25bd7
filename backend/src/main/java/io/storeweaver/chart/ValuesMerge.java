package io.storeweaver.chart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts values over values as {@code helm -f a -f b} does: maps are merged key by key, everything
 * else is replaced.
 */
final class ValuesMerge {
  private ValuesMerge() {}

  static Map<String, Object> config(
      ChartArchive chart, List<String> valuesFiles, Map<String, Object> values) {
    Map<String, Object> merged = new LinkedHashMap<>();
    for (String file : valuesFiles) {
      merged = over(merged, Yaml.toMap(parse(chart, file)));
    }
    // Through JSON once, so that what the caller holds and later changes is not what was rendered.
    return Yaml.toMap(Yaml.toNode(over(merged, values)));
  }

  private static ObjectNode parse(ChartArchive chart, String file) {
    String text =
        chart
            .file(file)
            .orElseThrow(
                () ->
                    new RenderFailed(
                        "Chart %s has no values file %s; it cannot be rendered with it"
                            .formatted(chart, file)));
    try {
      return Yaml.one(text) instanceof ObjectNode object ? object : Yaml.object();
    } catch (Yaml.Malformed e) {
      throw new RenderFailed(
          "The values file %s of chart %s is not valid YAML: %s"
              .formatted(file, chart, e.getMessage()),
          e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> over(Map<String, Object> lower, Map<String, Object> upper) {
    Map<String, Object> merged = new LinkedHashMap<>(lower);
    upper.forEach(
        (key, value) -> {
          Object below = merged.get(key);
          merged.put(
              key,
              below instanceof Map && value instanceof Map
                  ? over((Map<String, Object>) below, (Map<String, Object>) value)
                  : value);
        });
    return merged;
  }
}
