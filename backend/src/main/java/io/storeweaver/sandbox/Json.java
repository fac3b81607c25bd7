package io.storeweaver.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;

/**
 * Short ways to read and write JSON trees. Absent paths read as "" or missing nodes, never as null.
 */
final class Json {
  static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectMapper YAML = new YAMLMapper();

  private Json() {}

  /** Parses a request body, JSON or YAML; anything that is no object is refused with 400. */
  static ObjectNode parseBody(byte[] body) {
    try {
      boolean json = body.length > 0 && (body[0] == '{' || body[0] == '[');
      if ((json ? MAPPER.readTree(body) : YAML.readTree(body)) instanceof ObjectNode object) {
        return object;
      }
      throw Refusal.badRequest("the body of the request is not an object");
    } catch (IOException e) {
      throw Refusal.badRequest("the body of the request cannot be read: " + e.getMessage());
    }
  }

  /** Parses bytes that this sandbox wrote itself. */
  static ObjectNode parse(byte[] stored) {
    try {
      return (ObjectNode) MAPPER.readTree(stored);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** {@code object("a", 1, "b", node)}. */
  static ObjectNode object(Object... pairs) {
    ObjectNode object = MAPPER.createObjectNode();
    for (int i = 0; i < pairs.length; i += 2) {
      object.set((String) pairs[i], node(pairs[i + 1]));
    }
    return object;
  }

  static ArrayNode array(Object... values) {
    ArrayNode array = MAPPER.createArrayNode();
    for (Object value : values) {
      array.add(node(value));
    }
    return array;
  }

  private static JsonNode node(Object value) {
    return value instanceof JsonNode node ? node : MAPPER.valueToTree(value);
  }

  static JsonNode at(JsonNode node, String... path) {
    JsonNode current = node;
    for (String step : path) {
      current = current.path(step);
    }
    return current;
  }

  static String text(JsonNode node, String... path) {
    return at(node, path).asText("");
  }

  /** The object under a field, made when it is missing. */
  static ObjectNode child(ObjectNode node, String field) {
    return node.get(field) instanceof ObjectNode found ? found : node.putObject(field);
  }

  /** The array under a field, made when it is missing. */
  static ArrayNode list(ObjectNode node, String field) {
    return node.get(field) instanceof ArrayNode found ? found : node.putArray(field);
  }

  static ObjectNode metadata(ObjectNode node) {
    return child(node, "metadata");
  }

  static void putDefault(ObjectNode node, String field, Object value) {
    if (!node.hasNonNull(field)) {
      node.set(field, node(value));
    }
  }

  /** Sets a counter, or removes it at zero as Kubernetes' omitempty does. */
  static void count(ObjectNode node, String field, int value) {
    if (value == 0) {
      node.remove(field);
    } else {
      node.put(field, value);
    }
  }

  static boolean any(JsonNode array, Predicate<JsonNode> test) {
    for (JsonNode item : array) {
      if (test.test(item)) {
        return true;
      }
    }
    return false;
  }

  static boolean contains(JsonNode array, String text) {
    return any(array, item -> item.asText().equals(text));
  }

  static void removeIf(JsonNode array, Predicate<JsonNode> test) {
    for (var items = array.iterator(); items.hasNext(); ) {
      if (test.test(items.next())) {
        items.remove();
      }
    }
  }

  /** A value as Kubernetes' messages show it. */
  static String shown(JsonNode value) {
    return value.isMissingNode() ? "null" : value.toString();
  }

  static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
