package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The four ways in which a patch is laid over an object. None of them changes its arguments. */
final class Merge {
  private Merge() {}

  /** Server-side apply: keyed lists item by item, atomic ones as a whole. */
  static ObjectNode apply(ObjectNode live, ObjectNode document) {
    return (ObjectNode) keyed("", "", live, document, false);
  }

  /** Strategic merge patch: the same keys; a null deletes; directives are obeyed. */
  static ObjectNode strategic(ObjectNode live, ObjectNode patch) {
    return (ObjectNode) keyed("", "", live, patch, true);
  }

  /** RFC 7386. */
  static ObjectNode plain(@Nullable JsonNode live, ObjectNode patch) {
    ObjectNode out = Json.object();
    if (live instanceof ObjectNode object) {
      out.setAll(object);
    }
    for (var field : patch.properties()) {
      JsonNode value = field.getValue();
      if (value.isNull()) {
        out.remove(field.getKey());
      } else {
        out.set(
            field.getKey(),
            value instanceof ObjectNode deeper ? plain(out.get(field.getKey()), deeper) : value);
      }
    }
    return out;
  }

  /** RFC 6902; a patch that cannot be carried out is refused. */
  static ObjectNode jsonPatch(ObjectNode live, byte[] patch) {
    try {
      return (ObjectNode) JsonPatch.apply(Json.MAPPER.readTree(patch), live);
    } catch (IOException | JsonPatchException e) {
      throw Refusal.of(
          422, "Invalid", "the server rejected our request due to an error in our request");
    }
  }

  private static JsonNode keyed(
      String parent, String field, @Nullable JsonNode live, JsonNode patch, boolean strategic) {
    if (patch instanceof ObjectNode object) {
      boolean whole =
          strategic ? Json.text(object, "$patch").equals("replace") : ListKeys.atomic(field);
      return struct(field, whole ? null : live, object, strategic);
    }
    if (!(patch instanceof ArrayNode items) || !(live instanceof ArrayNode liveItems)) {
      return patch;
    }
    List<String> keys = ListKeys.of(parent, field);
    if (keys != null) {
      return items(parent, field, keys, liveItems, items, strategic);
    }
    return ListKeys.set(field) ? values(liveItems, items) : patch;
  }

  private static ObjectNode struct(
      String field, @Nullable JsonNode live, ObjectNode patch, boolean strategic) {
    ObjectNode out = Json.object();
    if (live instanceof ObjectNode object) {
      out.setAll(object);
    }
    if (strategic && patch.get("$retainKeys") instanceof ArrayNode keys) {
      out.properties().removeIf(entry -> !Json.contains(keys, entry.getKey()));
    }
    for (var entry : patch.properties()) {
      String name = entry.getKey();
      JsonNode value = entry.getValue();
      if (strategic && name.startsWith("$")) {
        directive(out, name, value);
      } else if (value.isNull()) {
        if (strategic) {
          out.remove(name);
        }
      } else {
        out.set(name, keyed(field, name, out.get(name), value, strategic));
      }
    }
    return out;
  }

  private static void directive(ObjectNode out, String name, JsonNode value) {
    String marker = "$deleteFromPrimitiveList/";
    if (name.startsWith(marker)
        && out.get(name.substring(marker.length())) instanceof ArrayNode old) {
      ArrayNode kept = old.deepCopy();
      Json.removeIf(kept, item -> Json.any(value, item::equals));
      out.set(name.substring(marker.length()), kept);
    }
  }

  private static ArrayNode values(ArrayNode live, ArrayNode patch) {
    ArrayNode out = live.deepCopy();
    patch.forEach(
        item -> {
          if (!Json.any(live, item::equals)) {
            out.add(item);
          }
        });
    return out;
  }

  private static ArrayNode items(
      String parent,
      String field,
      List<String> keys,
      ArrayNode live,
      ArrayNode patch,
      boolean strategic) {
    Map<String, JsonNode> old = new HashMap<>();
    live.forEach(item -> old.put(ListKeys.itemName(keys, item), item));
    Map<String, JsonNode> merged = new LinkedHashMap<>();
    for (JsonNode item : patch) {
      String name = ListKeys.itemName(keys, item);
      if (strategic && Json.text(item, "$patch").equals("delete")) {
        old.put(name, Json.MAPPER.nullNode());
      } else {
        merged.put(
            name, keyed(parent, field, old.getOrDefault(name, Json.object()), item, strategic));
      }
    }
    return strategic ? patchFirst(keys, live, old, merged) : liveFirst(keys, live, old, merged);
  }

  /**
   * Server-side apply: common items take the live places in the patch's order, new ones come last.
   */
  private static ArrayNode liveFirst(
      List<String> keys, ArrayNode live, Map<String, JsonNode> old, Map<String, JsonNode> merged) {
    Iterator<JsonNode> common =
        merged.entrySet().stream()
            .filter(entry -> old.containsKey(entry.getKey()))
            .map(Map.Entry::getValue)
            .iterator();
    ArrayNode out = Json.array();
    for (JsonNode item : live) {
      out.add(merged.containsKey(ListKeys.itemName(keys, item)) ? common.next() : item);
    }
    merged.forEach(
        (name, item) -> {
          if (!old.containsKey(name)) {
            out.add(item);
          }
        });
    return out;
  }

  /** Strategic merge patch: a new item comes before the live ones that the patch does not name. */
  private static ArrayNode patchFirst(
      List<String> keys, ArrayNode live, Map<String, JsonNode> old, Map<String, JsonNode> merged) {
    List<String> order = new ArrayList<>();
    live.forEach(item -> order.add(ListKeys.itemName(keys, item)));
    ArrayDeque<String> others = new ArrayDeque<>(order);
    others.removeIf(name -> merged.containsKey(name) || !(old.get(name) instanceof ObjectNode));
    ArrayNode out = Json.array();
    merged.forEach(
        (name, item) -> {
          int place = order.indexOf(name);
          while (place >= 0 && !others.isEmpty() && order.indexOf(others.peek()) < place) {
            out.add(old.get(others.remove()));
          }
          out.add(item);
        });
    others.forEach(name -> out.add(old.get(name)));
    return out;
  }
}
