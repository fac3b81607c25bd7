package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sets of fields in the form of metadata.managedFields (FieldsV1), and their algebra. */
final class FieldSets {
  private static final Set<String> UNOWNED_METADATA =
      Set.of(
          "name",
          "namespace",
          "generateName",
          "managedFields",
          "resourceVersion",
          "uid",
          "creationTimestamp",
          "generation",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "selfLink");

  private FieldSets() {}

  /** The fields that a document sets, without those that nobody owns. */
  static ObjectNode of(ObjectNode document) {
    ObjectNode set = Json.object();
    for (var field : document.properties()) {
      switch (field.getKey()) {
        case "apiVersion", "kind" -> {}
        case "metadata" -> {
          ObjectNode metadata = of("", "metadata", field.getValue());
          UNOWNED_METADATA.forEach(name -> metadata.remove("f:" + name));
          if (!metadata.isEmpty()) {
            set.set("f:metadata", metadata);
          }
        }
        default -> set.set("f:" + field.getKey(), of("", field.getKey(), field.getValue()));
      }
    }
    return set;
  }

  private static ObjectNode of(String parent, String field, JsonNode value) {
    ObjectNode set = Json.object();
    if (value instanceof ObjectNode object && !ListKeys.atomic(field)) {
      for (var child : object.properties()) {
        set.set("f:" + child.getKey(), of(field, child.getKey(), child.getValue()));
      }
    } else if (value instanceof ArrayNode array) {
      items(parent, field, array, set);
    }
    return set;
  }

  private static void items(String parent, String field, ArrayNode array, ObjectNode set) {
    List<String> keys = ListKeys.of(parent, field);
    if (keys != null) {
      for (JsonNode item : array) {
        ObjectNode fields = Json.object();
        fields.putObject(".");
        fields.setAll(of(parent, field, item));
        set.set(ListKeys.itemName(keys, item), fields);
      }
    } else if (ListKeys.set(field)) {
      array.forEach(item -> set.putObject("v:" + item));
    }
  }

  static ObjectNode minus(ObjectNode from, ObjectNode what) {
    ObjectNode left = Json.object();
    for (var entry : from.properties()) {
      JsonNode taken = what.get(entry.getKey());
      if (taken == null) {
        left.set(entry.getKey(), entry.getValue());
      } else {
        ObjectNode rest = minus((ObjectNode) entry.getValue(), (ObjectNode) taken);
        if (!rest.isEmpty()) {
          left.set(entry.getKey(), rest);
        }
      }
    }
    return left;
  }

  static ObjectNode union(ObjectNode one, ObjectNode other) {
    ObjectNode all = Json.object();
    all.setAll(one);
    for (var entry : other.properties()) {
      JsonNode here = all.get(entry.getKey());
      all.set(
          entry.getKey(),
          here == null
              ? entry.getValue()
              : union((ObjectNode) here, (ObjectNode) entry.getValue()));
    }
    return all;
  }

  /** The fields in both sets whose values differ between the two documents. */
  static ObjectNode differing(
      ObjectNode one, ObjectNode other, ObjectNode oneDocument, ObjectNode otherDocument) {
    return differing(one, other, oneDocument, otherDocument, "", "");
  }

  private static ObjectNode differing(
      ObjectNode one,
      ObjectNode other,
      @Nullable JsonNode oneValue,
      @Nullable JsonNode otherValue,
      String parent,
      String field) {
    ObjectNode found = Json.object();
    for (var entry : one.properties()) {
      String name = entry.getKey();
      if (name.equals(".") || !(other.get(name) instanceof ObjectNode otherFields)) {
        continue;
      }
      JsonNode a = value(oneValue, name, parent, field);
      JsonNode b = value(otherValue, name, parent, field);
      ObjectNode fields = (ObjectNode) entry.getValue();
      if (fields.isEmpty() || otherFields.isEmpty()) {
        if (!Objects.equals(a, b)) {
          found.putObject(name);
        }
        continue;
      }
      boolean item = !name.startsWith("f:");
      ObjectNode deeper =
          differing(
              fields, otherFields, a, b, item ? parent : field, item ? field : name.substring(2));
      if (!deeper.isEmpty()) {
        found.set(name, deeper);
      }
    }
    return found;
  }

  /** The value that one element of a field set names, under a value. */
  static @Nullable JsonNode value(
      @Nullable JsonNode under, String element, String parent, String field) {
    if (under == null) {
      return null;
    }
    if (element.startsWith("f:")) {
      return under.get(element.substring(2));
    }
    if (element.startsWith("v:")) {
      for (JsonNode item : under) {
        if (element.equals("v:" + item)) {
          return item;
        }
      }
      return null;
    }
    List<String> keys = ListKeys.of(parent, field);
    if (keys != null) {
      for (JsonNode item : under) {
        if (ListKeys.itemName(keys, item).equals(element)) {
          return item;
        }
      }
    }
    return null;
  }

  /**
   * Takes out of a document what was owned formerly and is kept by nobody. A struct of which
   * nothing is kept goes as a whole, with the defaults that the server filled in; so does a map or
   * list that becomes empty.
   */
  static void prune(ObjectNode document, ObjectNode formerly, ObjectNode kept) {
    prune(document, formerly, kept, "", "");
  }

  private static void prune(
      JsonNode under, ObjectNode formerly, ObjectNode kept, String parent, String field) {
    for (var entry : formerly.properties()) {
      String name = entry.getKey();
      JsonNode value = value(under, name, parent, field);
      if (value == null) {
        continue;
      }
      if (!(kept.get(name) instanceof ObjectNode keptFields)) {
        take(under, name, value);
        continue;
      }
      boolean item = !name.startsWith("f:");
      prune(
          value,
          (ObjectNode) entry.getValue(),
          keptFields,
          item ? parent : field,
          item ? field : name.substring(2));
    }
  }

  private static void take(JsonNode under, String name, JsonNode value) {
    if (under instanceof ObjectNode object) {
      object.remove(name.substring(2));
    } else {
      Json.removeIf(under, value::equals);
    }
  }

  /** Paths as Kubernetes prints them: {@code .spec.containers[name="app"].image}. */
  static List<String> paths(ObjectNode set) {
    List<String> paths = new ArrayList<>();
    paths(set, "", paths);
    return paths;
  }

  private static void paths(ObjectNode set, String at, List<String> paths) {
    for (var entry : set.properties()) {
      String path = entry.getKey().equals(".") ? at : at + step(entry.getKey());
      if (entry.getValue().isEmpty()) {
        paths.add(path);
      } else {
        paths((ObjectNode) entry.getValue(), path, paths);
      }
    }
  }

  /** One element of a path, as Kubernetes prints it. */
  static String step(String element) {
    String rest = element.substring(2);
    if (element.startsWith("f:")) {
      return "." + rest;
    }
    if (element.startsWith("v:")) {
      return "[=" + rest + "]";
    }
    List<String> pairs = new ArrayList<>();
    Json.parseBody(rest.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .properties()
        .forEach(key -> pairs.add(key.getKey() + "=" + key.getValue()));
    return "[" + String.join(",", pairs) + "]";
  }
}
