package io.storeweaver.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.storeweaver.openapi.Description.Operation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a newer description takes away from clients of an older one. Each change is one sentence;
 * what is only added is none, as long as nobody has to send it or to understand it.
 */
final class ContractChanges {
  private final Description before;
  private final Description after;
  private final Set<String> breaking = new LinkedHashSet<>();
  private final Set<String> seen = new LinkedHashSet<>();

  private ContractChanges(Description before, Description after) {
    this.before = before;
    this.after = after;
  }

  static List<String> breaking(Description before, Description after) {
    ContractChanges changes = new ContractChanges(before, after);
    Map<String, Operation> now = new TreeMap<>();
    after.operations().forEach(o -> now.put(o.name(), o));
    for (Operation old : before.operations()) {
      if (now.containsKey(old.name())) {
        changes.operation(old.name(), old.json(), now.get(old.name()).json());
      } else {
        changes.breaking.add(old.name() + " is gone");
      }
    }
    return List.copyOf(changes.breaking);
  }

  private void operation(String name, JsonNode old, JsonNode now) {
    if (!old.path("operationId").equals(now.path("operationId"))) {
      breaking.add(name + " has another operationId");
    }
    parameters(name, old.path("parameters"), now.path("parameters"));
    JsonNode body = after.resolved(now.path("requestBody"));
    JsonNode oldBody = before.resolved(old.path("requestBody"));
    if (oldBody.isMissingNode() && body.path("required").asBoolean()) {
      breaking.add(name + " needs a body");
    }
    contents(name + " request", oldBody, body, true);
    for (Map.Entry<String, JsonNode> response : old.path("responses").properties()) {
      String which = name + " " + response.getKey();
      JsonNode oldResponse = before.resolved(response.getValue());
      JsonNode newResponse = after.resolved(now.path("responses").path(response.getKey()));
      if (!newResponse.isMissingNode()) {
        contents(which, oldResponse, newResponse, false);
      } else if (response.getKey().startsWith("2")) {
        breaking.add(which + " is gone");
      }
    }
  }

  private void parameters(String name, JsonNode old, JsonNode now) {
    Map<String, JsonNode> before = byName(this.before, old);
    Map<String, JsonNode> after = byName(this.after, now);
    before.forEach(
        (key, parameter) -> {
          if (after.containsKey(key)) {
            schema(
                name + " parameter " + key,
                parameter.path("schema"),
                after.get(key).path("schema"),
                true);
          } else {
            breaking.add(name + " takes no parameter " + key + " any more");
          }
        });
    after.forEach(
        (key, parameter) -> {
          boolean needed = parameter.path("required").asBoolean();
          boolean neededBefore =
              before.containsKey(key) && before.get(key).path("required").asBoolean();
          if (needed && !neededBefore) {
            breaking.add(name + " needs the parameter " + key);
          }
        });
  }

  private static Map<String, JsonNode> byName(Description api, JsonNode parameters) {
    Map<String, JsonNode> named = new TreeMap<>();
    for (JsonNode given : parameters) {
      JsonNode parameter = api.resolved(given);
      named.put(parameter.path("in").asText() + " " + parameter.path("name").asText(), parameter);
    }
    return named;
  }

  private void contents(String name, JsonNode old, JsonNode now, boolean request) {
    for (Map.Entry<String, JsonNode> content : old.path("content").properties()) {
      JsonNode newer = now.path("content").path(content.getKey());
      if (newer.isMissingNode()) {
        breaking.add(name + " has no " + content.getKey() + " any more");
      } else {
        schema(name, content.getValue().path("schema"), newer.path("schema"), request);
      }
    }
  }

  private void schema(String name, JsonNode oldGiven, JsonNode newGiven, boolean request) {
    // A schema that refers to itself is compared once.
    if (!seen.add(name + oldGiven + newGiven) || seen.size() > 10_000) {
      return;
    }
    JsonNode old = before.resolved(oldGiven);
    JsonNode now = after.resolved(newGiven);
    types(name, types(before, old), types(after, now), request);
    values(name, old.path("enum"), now.path("enum"), request);
    bounds(name, old, now, request);
    properties(name, part(before, old), part(after, now), request);
    if (old.has("items")) {
      schema(name + "[]", old.path("items"), now.path("items"), request);
    }
    if (old.path("additionalProperties").isObject()) {
      schema(
          name + ".*", old.path("additionalProperties"), now.path("additionalProperties"), request);
    }
  }

  // "this or null" counts as this.
  private static JsonNode part(Description api, JsonNode schema) {
    for (JsonNode choice : schema.path("anyOf")) {
      if (choice.has("$ref")) {
        return api.resolved(choice);
      }
    }
    return schema;
  }

  private static Set<String> types(Description api, JsonNode schema) {
    Set<String> types = new TreeSet<>();
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      type.forEach(t -> types.add(t.asText()));
    } else if (type.isTextual()) {
      types.add(type.asText());
    }
    schema.path("anyOf").forEach(choice -> types.addAll(types(api, api.resolved(choice))));
    return types;
  }

  private void types(String name, Set<String> old, Set<String> now, boolean request) {
    // Whoever sends must be able to send what they did; whoever reads must know all that comes.
    boolean kept =
        request ? now.isEmpty() || now.containsAll(old) : old.isEmpty() || old.containsAll(now);
    if (!kept || (!request && now.isEmpty() && !old.isEmpty())) {
      breaking.add(name + " is " + now + " instead of " + old);
    }
  }

  private void values(String name, JsonNode old, JsonNode now, boolean request) {
    JsonNode whole = request ? now : old;
    JsonNode part = request ? old : now;
    if (whole.isMissingNode()) {
      return;
    }
    List<String> known = new ArrayList<>();
    whole.forEach(value -> known.add(value.asText()));
    if (part.isMissingNode()) {
      breaking.add(name + (request ? " takes only " + known : " can be other than " + known));
    }
    for (JsonNode value : part) {
      if (!known.contains(value.asText())) {
        breaking.add(name + (request ? " does not take " : " can be ") + value.asText());
      }
    }
  }

  private void bounds(String name, JsonNode old, JsonNode now, boolean request) {
    if (!request) {
      return;
    }
    for (String bound : List.of("maxLength", "maximum", "maxItems")) {
      if (now.has(bound)
          && (!old.has(bound) || now.path(bound).asLong() < old.path(bound).asLong())) {
        breaking.add(name + " has a lower " + bound);
      }
    }
    for (String bound : List.of("minLength", "minimum", "minItems")) {
      if (now.has(bound)
          && (!old.has(bound) || now.path(bound).asLong() > old.path(bound).asLong())) {
        breaking.add(name + " has a higher " + bound);
      }
    }
  }

  private void properties(String name, JsonNode old, JsonNode now, boolean request) {
    for (Map.Entry<String, JsonNode> property : old.path("properties").properties()) {
      JsonNode newer = now.path("properties").path(property.getKey());
      if (newer.isMissingNode()) {
        breaking.add(name + "." + property.getKey() + " is gone");
      } else {
        schema(name + "." + property.getKey(), property.getValue(), newer, request);
      }
    }
    Set<String> needed = names(request ? now : old);
    needed.removeAll(names(request ? old : now));
    needed.forEach(
        property ->
            breaking.add(name + "." + property + (request ? " is required" : " can be absent")));
  }

  private static Set<String> names(JsonNode schema) {
    Set<String> names = new TreeSet<>();
    schema.path("required").forEach(name -> names.add(name.asText()));
    return names;
  }
}
