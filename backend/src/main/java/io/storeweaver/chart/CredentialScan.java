package io.storeweaver.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds what must never stand in a release record, which more people may read than the Secrets of a
 * store.
 */
final class CredentialScan {
  private static final Pattern TELLING =
      Pattern.compile(
          "(?i).*(password|passwd|passphrase|token|credential|(api|private|secret|access)[-_]?key)");

  private CredentialScan() {}

  /**
   * The path of the first value whose key says that it is a credential, e.g. {@code
   * database.rootPassword}.
   */
  static Optional<String> inValues(JsonNode values) {
    return find("", values);
  }

  /** The name of the first Secret that carries data. */
  static Optional<String> inObjects(List<ObjectNode> objects) {
    return objects.stream()
        .filter(object -> object.path("kind").asText().equals("Secret"))
        .filter(object -> !object.path("data").isEmpty() || !object.path("stringData").isEmpty())
        .map(object -> "Secret/" + object.path("metadata").path("name").asText())
        .findFirst();
  }

  private static Optional<String> find(String path, JsonNode node) {
    if (node.isArray()) {
      return node.valueStream()
          .map(item -> find(path + "[]", item))
          .flatMap(Optional::stream)
          .findFirst();
    }
    return node.properties().stream()
        .map(
            entry ->
                check(
                    path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                    entry.getKey(),
                    entry.getValue()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> check(String path, String key, JsonNode value) {
    boolean telling =
        value.isTextual() && !value.asText().isEmpty() && TELLING.matcher(key).matches();
    return telling ? Optional.of(path) : find(path, value);
  }
}
