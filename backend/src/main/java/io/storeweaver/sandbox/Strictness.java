package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks a document against its kind's schema: unknown fields, wrong types, malformed quantities,
 * duplicate keys in keyed lists. Brings quantities into their canonical form and drops nulls on the
 * way.
 */
final class Strictness {
  private record Unknown(String path) {}

  /** A value of the wrong type; struct is the Go struct that holds it. */
  private record Mistyped(String path, String struct, String expected, JsonNode got) {}

  private static final String BAD_QUANTITY =
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

  private final List<Unknown> unknown = new ArrayList<>();
  private final List<Mistyped> mistyped = new ArrayList<>();
  private final List<String> badQuantities = new ArrayList<>();
  private final List<String> duplicates = new ArrayList<>();
  private final boolean pruneUnknown;

  private Strictness(boolean pruneUnknown) {
    this.pruneUnknown = pruneUnknown;
  }

  /**
   * For a patch of server-side apply: what does not fit is answered 500 with the typed-patch
   * message, as the real server does.
   */
  static void checkApplied(ResourceType type, ObjectNode document) {
    String id =
        Json.text(document, "metadata", "namespace")
            + "/"
            + Json.text(document, "metadata", "name");
    Strictness check = new Strictness(false);
    check.struct(Schema.of(type), document, "", "");
    List<String> problems = new ArrayList<>();
    check.unknown.forEach(one -> problems.add(one.path() + ": field not declared in schema"));
    check.mistyped.forEach(
        one ->
            problems.add(
                one.path() + ": expected " + one.expected() + ", got " + unstructured(one.got())));
    problems.addAll(check.duplicates);
    if (!problems.isEmpty()) {
      String text =
          problems.size() == 1
              ? problems.getFirst()
              : "errors:\n  " + String.join("\n  ", problems);
      throw Refusal.of(
          500,
          "",
          "failed to create typed patch object (%s; %s): %s"
              .formatted(id, type.versionKind(), text));
    }
    if (!check.badQuantities.isEmpty()) {
      throw Refusal.of(
          500,
          "",
          "failed to convert new object (%s; %s) to proper version: unable to convert unstructured object to %s: %s"
              .formatted(id, type.versionKind(), type.versionKind(), BAD_QUANTITY));
    }
  }

  /**
   * For a create, update or patched object: 400. The real server only warns of unknown fields
   * unless the caller asks for strict validation; here it must be asked to be lenient, so that no
   * test is green because a field was dropped in silence.
   */
  static void check(ResourceType type, ObjectNode document, String fieldValidation) {
    boolean lenient = fieldValidation.equals("Ignore") || fieldValidation.equals("Warn");
    Strictness check = new Strictness(lenient);
    check.struct(Schema.of(type), document, "", "");
    if (!check.mistyped.isEmpty()) {
      Mistyped first = check.mistyped.getFirst();
      throw refuse(
          type,
          "json: cannot unmarshal %s into Go struct field %s%s of type %s"
              .formatted(
                  jsonType(first.got()), first.struct(), first.path(), goType(first.expected())));
    }
    check.refuseBadQuantities(type);
    if (!check.unknown.isEmpty() && !lenient) {
      String list =
          check.unknown.stream()
              .map(one -> "unknown field \"" + one.path().substring(1) + "\"")
              .collect(Collectors.joining(", "));
      throw refuse(type, "strict decoding error: " + list);
    }
  }

  private void refuseBadQuantities(ResourceType type) {
    if (!badQuantities.isEmpty()) {
      throw refuse(type, BAD_QUANTITY);
    }
  }

  private static Refusal refuse(ResourceType type, String why) {
    return Refusal.badRequest(
        "%s in version \"%s\" cannot be handled as a %s: %s"
            .formatted(type.kind(), type.version(), type.kind(), why));
  }

  private void struct(Schema schema, ObjectNode object, String path, String field) {
    for (var entries = object.properties().iterator(); entries.hasNext(); ) {
      var entry = entries.next();
      String name = entry.getKey();
      String here = path + "." + name;
      Schema known = schema.field(name);
      if (entry.getValue().isNull()) {
        entries.remove();
      } else if (known == null) {
        unknown.add(new Unknown(here));
        if (pruneUnknown) {
          entries.remove();
        }
      } else {
        entry.setValue(value(known, entry.getValue(), here, schema.structName(), field, name));
      }
    }
  }

  private JsonNode value(
      Schema schema, JsonNode value, String path, String struct, String parent, String field) {
    return switch (schema.form()) {
      case STRUCT -> {
        if (value instanceof ObjectNode object) {
          struct(schema, object, path, field);
        } else {
          wrong(path, struct, "map", value);
        }
        yield value;
      }
      case MAP -> map(schema, value, path, struct);
      case LIST -> list(schema, value, path, struct, parent, field);
      case QUANTITY -> quantity(value, path);
      case TEXT -> expect(value.isTextual(), value, path, struct, "string");
      case NUMBER -> expect(value.isNumber(), value, path, struct, "numeric (int or float)");
      case BOOLEAN -> expect(value.isBoolean(), value, path, struct, "boolean");
      case INT_OR_STRING ->
          expect(value.isInt() || value.isTextual(), value, path, struct, "string");
      case ANY -> value;
    };
  }

  private JsonNode map(Schema schema, JsonNode value, String path, String struct) {
    if (!(value instanceof ObjectNode object)) {
      wrong(path, struct, "map", value);
      return value;
    }
    for (var entries = object.properties().iterator(); entries.hasNext(); ) {
      var entry = entries.next();
      if (entry.getValue().isNull()) {
        entries.remove();
      } else {
        String here = path + "." + entry.getKey();
        entry.setValue(value(schema.item(), entry.getValue(), here, struct, "", entry.getKey()));
      }
    }
    return value;
  }

  private JsonNode list(
      Schema schema, JsonNode value, String path, String struct, String parent, String field) {
    if (!(value instanceof ArrayNode array)) {
      wrong(path, struct, "list", value);
      return value;
    }
    List<String> keys = ListKeys.of(parent, field);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < array.size(); i++) {
      JsonNode item = array.get(i);
      String at = path + "[" + i + "]";
      if (keys != null && item.isObject()) {
        String name = ListKeys.itemName(keys, item);
        at = path + FieldSets.step(name);
        if (!seen.add(name)) {
          duplicates.add(path + ": duplicate entries for key " + FieldSets.step(name));
        }
      }
      array.set(i, value(schema.item(), item, at, struct, parent, field));
    }
    return array;
  }

  private JsonNode quantity(JsonNode value, String path) {
    if (!(value.isTextual() || value.isNumber()) || !Quantities.valid(value.asText())) {
      badQuantities.add(path);
      return value;
    }
    return Json.MAPPER.getNodeFactory().textNode(Quantities.canonical(value.asText()));
  }

  private JsonNode expect(
      boolean fits, JsonNode value, String path, String struct, String expected) {
    if (!fits) {
      wrong(path, struct, expected, value);
    }
    return value;
  }

  private void wrong(String path, String struct, String expected, JsonNode got) {
    mistyped.add(new Mistyped(path, struct, expected, got));
  }

  private static String unstructured(JsonNode got) {
    return switch (got.getNodeType()) {
      case STRING -> "string";
      case OBJECT -> "map";
      case ARRAY -> "list";
      default -> "&value.valueUnstructured{Value:" + got + "}";
    };
  }

  private static String jsonType(JsonNode got) {
    return switch (got.getNodeType()) {
      case STRING -> "string";
      case OBJECT -> "object";
      case ARRAY -> "array";
      case BOOLEAN -> "bool";
      default -> "number";
    };
  }

  private static String goType(String expected) {
    return switch (expected) {
      case "numeric (int or float)" -> "int32";
      case "boolean" -> "bool";
      case "list" -> "[]object";
      case "map" -> "object";
      default -> "string";
    };
  }
}
