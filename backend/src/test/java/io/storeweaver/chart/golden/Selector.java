package io.storeweaver.chart.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A Kubernetes label selector with {@code matchLabels} and {@code matchExpressions: In}. */
record Selector(JsonNode json) {
  List<Rendered.Pods> of(Rendered rendered) {
    return rendered.pods().stream()
        .filter(pods -> matches(pods.template().getMetadata().getLabels()))
        .toList();
  }

  private boolean matches(Map<String, String> labels) {
    boolean equal =
        json.path("matchLabels").properties().stream()
            .allMatch(wanted -> wanted.getValue().asText().equals(labels.get(wanted.getKey())));
    return equal
        && StreamSupport.stream(json.path("matchExpressions").spliterator(), false)
            .allMatch(
                expression ->
                    contains(
                        expression.path("values"), labels.get(expression.path("key").asText())));
  }

  private static boolean contains(JsonNode values, @Nullable String value) {
    return StreamSupport.stream(values.spliterator(), false)
        .anyMatch(candidate -> candidate.asText().equals(value));
  }
}
