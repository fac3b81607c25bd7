package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.sandbox.Refusal.Cause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Server-side apply and the bookkeeping of who owns which field, in metadata.managedFields. */
final class Ownership {
  /** Who writes: a field manager's name, through which subresource ("" for the object itself). */
  record Writer(String manager, String subresource) {}

  private Ownership() {}

  /**
   * Lays an applied document over the live object (null: there is none). Fields that the manager no
   * longer applies are taken out unless another owns them; without force, another owner's differing
   * field is a conflict (409).
   */
  static ObjectNode apply(
      @Nullable ObjectNode live, ObjectNode document, Writer writer, boolean force) {
    ObjectNode mine = FieldSets.of(document);
    ObjectNode formerly = Json.object();
    ObjectNode others = Json.object();
    List<ObjectNode> entries = new ArrayList<>();
    Map<String, ObjectNode> conflicts = new TreeMap<>();
    ObjectNode base = live == null ? Json.object() : live.deepCopy();
    for (JsonNode entry : Json.at(base, "metadata", "managedFields")) {
      ObjectNode fields = (ObjectNode) entry.path("fieldsV1");
      if (is(entry, "Apply", writer)) {
        formerly = fields;
        continue;
      }
      ObjectNode contested = FieldSets.differing(mine, fields, document, base);
      if (!contested.isEmpty() && !force) {
        conflicts.put(described(entry), contested);
      }
      ObjectNode left = FieldSets.minus(fields, contested);
      others = FieldSets.union(others, left);
      keep(entries, entry, fields, left);
    }
    if (!conflicts.isEmpty()) {
      throw conflict(conflicts);
    }
    FieldSets.prune(base, formerly, FieldSets.union(mine, others));
    ObjectNode merged = Merge.apply(base, document);
    entries.add(entry(live, document, "Apply", writer, mine));
    write(merged, entries);
    return merged;
  }

  /**
   * After a create, update or patch: what the writer changed is now the writer's, what went is
   * nobody's.
   */
  static void track(@Nullable ObjectNode before, ObjectNode after, Writer writer) {
    ObjectNode had = before == null ? Json.object() : FieldSets.of(before);
    ObjectNode has = FieldSets.of(after);
    ObjectNode gone = FieldSets.minus(had, has);
    ObjectNode changed = FieldSets.minus(has, had);
    if (before != null) {
      changed = FieldSets.union(changed, FieldSets.differing(has, had, after, before));
    }
    ObjectNode mine = changed;
    List<ObjectNode> entries = new ArrayList<>();
    JsonNode old = before == null ? Json.array() : Json.at(before, "metadata", "managedFields");
    for (JsonNode entry : old) {
      ObjectNode fields = (ObjectNode) entry.path("fieldsV1");
      if (is(entry, "Update", writer)) {
        mine = FieldSets.union(FieldSets.minus(fields, gone), changed);
      } else {
        keep(entries, entry, fields, FieldSets.minus(fields, FieldSets.union(changed, gone)));
      }
    }
    if (!mine.isEmpty()) {
      entries.add(entry(before, after, "Update", writer, mine));
    }
    write(after, entries);
  }

  private static void keep(
      List<ObjectNode> entries, JsonNode entry, ObjectNode fields, ObjectNode left) {
    if (left.isEmpty()) {
      return;
    }
    ObjectNode kept = Json.object();
    kept.setAll((ObjectNode) entry);
    if (!left.equals(fields)) {
      kept.set("fieldsV1", left);
    }
    entries.add(kept);
  }

  /**
   * An entry whose fields stay the same keeps its time: otherwise every re-apply would be a change.
   */
  private static ObjectNode entry(
      @Nullable ObjectNode before,
      ObjectNode document,
      String operation,
      Writer writer,
      ObjectNode fields) {
    String apiVersion = Json.text(document, "apiVersion");
    if (before != null) {
      for (JsonNode old : Json.at(before, "metadata", "managedFields")) {
        if (is(old, operation, writer)
            && old.path("fieldsV1").equals(fields)
            && Json.text(old, "apiVersion").equals(apiVersion)) {
          return (ObjectNode) old;
        }
      }
    }
    ObjectNode entry = Json.object("manager", writer.manager(), "operation", operation);
    entry.put("apiVersion", apiVersion).put("time", Json.now());
    entry.put("fieldsType", "FieldsV1").set("fieldsV1", fields);
    if (!writer.subresource().isEmpty()) {
      entry.put("subresource", writer.subresource());
    }
    return entry;
  }

  private static void write(ObjectNode object, List<ObjectNode> entries) {
    entries.sort(
        Comparator.comparing((ObjectNode entry) -> Json.text(entry, "operation"))
            .thenComparing(entry -> Json.text(entry, "manager"))
            .thenComparing(entry -> Json.text(entry, "subresource")));
    ArrayNode list = Json.array();
    entries.forEach(list::add);
    Json.metadata(object).set("managedFields", list);
  }

  private static boolean is(JsonNode entry, String operation, Writer writer) {
    return Json.text(entry, "operation").equals(operation)
        && Json.text(entry, "manager").equals(writer.manager())
        && Json.text(entry, "subresource").equals(writer.subresource());
  }

  private static String described(JsonNode entry) {
    StringBuilder text = new StringBuilder("\"").append(Json.text(entry, "manager")).append('"');
    String subresource = Json.text(entry, "subresource");
    if (!subresource.isEmpty()) {
      text.append(" with subresource \"").append(subresource).append('"');
    }
    if (Json.text(entry, "operation").equals("Update")) {
      text.append(" using ").append(Json.text(entry, "apiVersion"));
    }
    return text.toString();
  }

  private static Refusal conflict(Map<String, ObjectNode> conflicts) {
    List<Cause> causes = new ArrayList<>();
    conflicts.forEach(
        (owner, fields) ->
            FieldSets.paths(fields)
                .forEach(
                    path ->
                        causes.add(
                            new Cause("FieldManagerConflict", path, "conflict with " + owner))));
    return Refusal.of(409, "Conflict", message(conflicts, causes)).because(causes);
  }

  private static String message(Map<String, ObjectNode> conflicts, List<Cause> causes) {
    if (causes.size() == 1) {
      Cause only = causes.getFirst();
      return "Apply failed with 1 conflict: " + only.message() + ": " + only.field();
    }
    return "Apply failed with "
        + causes.size()
        + " conflicts: "
        + conflicts.entrySet().stream()
            .map(
                conflict ->
                    "conflicts with "
                        + conflict.getKey()
                        + ":\n- "
                        + String.join("\n- ", FieldSets.paths(conflict.getValue())))
            .collect(Collectors.joining("\n"));
  }
}
