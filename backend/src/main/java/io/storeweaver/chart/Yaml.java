package io.storeweaver.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML into JSON as the Kubernetes API server would read it, so that what is applied means
 * what Helm wrote.
 */
final class Yaml {
  /** The text is not YAML that Kubernetes would take; the message names the line. */
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String message, Throwable cause) {
      super(message, cause);
    }

    Malformed(String message) {
      super(message);
    }
  }

  private static final int MAX_CODE_POINTS = 8 * 1024 * 1024;
  private static final int MAX_NODES = 500_000;
  private static final int MAX_DEPTH = 100;
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
  private static final LoaderOptions OPTIONS = options();

  // An alias repeats a whole subtree: counting nodes as they are copied stops a small text from
  // growing without bound.
  private int nodes;
  private int depth;

  private Yaml() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static Map<String, Object> toMap(ObjectNode node) {
    return JSON.convertValue(node, new TypeReference<>() {});
  }

  static ObjectNode toNode(Map<String, Object> map) {
    return JSON.valueToTree(map);
  }

  /** JSON with sorted keys: equal values give equal text. */
  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "The values cannot be written as JSON: " + e.getOriginalMessage(), e);
    }
  }

  static ObjectNode parseJson(byte[] json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (IOException | ClassCastException e) {
      throw new Malformed("the text is not a JSON object", e);
    }
  }

  /** The only document of a text; null node for an empty text. */
  static JsonNode one(String text) {
    List<JsonNode> documents = documents(text);
    if (documents.size() > 1) {
      throw new Malformed("expected one document, found " + documents.size());
    }
    return documents.isEmpty() ? NullNode.getInstance() : documents.getFirst();
  }

  /** All documents of a text, without the empty ones. */
  static List<JsonNode> documents(String text) {
    List<JsonNode> documents = new ArrayList<>();
    try {
      Composer composer =
          new Composer(
              new ParserImpl(new StreamReader(text), OPTIONS), new KubernetesScalars(), OPTIONS);
      while (composer.checkNode()) {
        JsonNode document = new Yaml().convert(composer.getNode());
        if (!document.isNull()) {
          documents.add(document);
        }
      }
    } catch (YAMLException e) {
      throw new Malformed(e.getMessage() == null ? "unreadable" : e.getMessage(), e);
    }
    return documents;
  }

  private JsonNode convert(Node node) {
    if (++nodes > MAX_NODES || ++depth > MAX_DEPTH) {
      throw new Malformed(
          "more than %d values in one document, or %d in each other"
              .formatted(MAX_NODES, MAX_DEPTH));
    }
    JsonNode converted =
        switch (node) {
          case MappingNode mapping -> mapping(mapping);
          case SequenceNode sequence -> sequence(sequence);
          case ScalarNode scalar -> KubernetesScalars.value(scalar.getTag(), scalar.getValue());
          default -> throw new Malformed("an unknown kind of node" + where(node));
        };
    depth--;
    return converted;
  }

  private JsonNode mapping(MappingNode mapping) {
    ObjectNode object = JSON.createObjectNode();
    List<ObjectNode> merged = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (isMerge(tuple.getKeyNode())) {
        merged.addAll(merged(tuple.getValueNode()));
      } else if (object.replace(key(tuple.getKeyNode()), convert(tuple.getValueNode())) != null) {
        throw new Malformed(
            "the key '%s' stands twice%s"
                .formatted(key(tuple.getKeyNode()), where(tuple.getKeyNode())));
      }
    }
    for (ObjectNode defaults : merged) {
      defaults.properties().forEach(entry -> object.putIfAbsent(entry.getKey(), entry.getValue()));
    }
    return object;
  }

  private ArrayNode sequence(SequenceNode sequence) {
    ArrayNode array = JSON.createArrayNode();
    sequence.getValue().forEach(item -> array.add(convert(item)));
    return array;
  }

  private static boolean isMerge(Node key) {
    return key instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && scalar.getValue().equals("<<");
  }

  private List<ObjectNode> merged(Node value) {
    List<ObjectNode> maps = new ArrayList<>();
    JsonNode converted = convert(value);
    for (JsonNode map : converted instanceof ArrayNode array ? array : List.of(converted)) {
      if (!(map instanceof ObjectNode object)) {
        throw new Malformed("'<<' merges something that is no mapping" + where(value));
      }
      maps.add(object);
    }
    return maps;
  }

  private String key(Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      throw new Malformed("a key is not a plain word" + where(node));
    }
    return scalar.getTag().equals(Tag.NULL) ? "null" : convert(scalar).asText();
  }

  private static String where(Node node) {
    return " in line " + (node.getStartMark().getLine() + 1);
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CODE_POINTS);
    options.setNestingDepthLimit(MAX_DEPTH);
    return options;
  }
}
