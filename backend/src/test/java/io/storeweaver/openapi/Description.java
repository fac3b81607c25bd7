package io.storeweaver.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A description of an API (OpenAPI), with its references followed. */
record Description(JsonNode root) {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  /** One operation: {@code name} is its method and path. */
  record Operation(String name, String path, String method, JsonNode json) {}

  /** The description in the repository; a test of the server holds it against the served one. */
  static Description current() {
    return of(Path.of("..", "docs", "openapi.yaml"));
  }

  static Description of(Path file) {
    try {
      return of(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Description of(String yaml) {
    try {
      return new Description(new YAMLMapper().readTree(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          String name = method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
          operations.add(new Operation(name, path.getKey(), method.getKey(), method.getValue()));
        }
      }
    }
    return operations;
  }

  /** What a node stands for: itself, or what it refers to. */
  JsonNode resolved(JsonNode node) {
    JsonNode found = node;
    while (found.has("$ref")) {
      found = root.at(found.path("$ref").asText().substring(1));
    }
    return found;
  }
}
