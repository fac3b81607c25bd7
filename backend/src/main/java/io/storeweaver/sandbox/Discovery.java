package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.sandbox.ResourceType.Trait;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a client asks to learn which resources there are. */
final class Discovery {
  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

  private Discovery() {}

  static ObjectNode answer(String path) {
    String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return switch (plain) {
      case "/version" -> version();
      case "/api" -> Json.object("kind", "APIVersions", "versions", List.of("v1"));
      case "/apis" -> groups();
      default -> resources(plain);
    };
  }

  private static ObjectNode version() {
    return Json.object(
        "major", "1", "minor", "35", "gitVersion", "v1.35.0+sandbox", "platform", "linux/amd64");
  }

  private static ObjectNode groups() {
    Map<String, String> versions = new TreeMap<>();
    for (ResourceType type : ResourceTypes.all()) {
      if (!type.group().isEmpty()) {
        versions.put(type.group(), type.version());
      }
    }
    ObjectNode list = Json.object("kind", "APIGroupList", "apiVersion", "v1");
    ArrayNode groups = list.putArray("groups");
    versions.forEach((group, version) -> groups.add(group(group, version)));
    return list;
  }

  private static ObjectNode group(String group, String version) {
    ObjectNode preferred = Json.object("groupVersion", group + "/" + version, "version", version);
    return Json.object(
        "name", group, "versions", Json.array(preferred), "preferredVersion", preferred);
  }

  private static ObjectNode resources(String path) {
    String groupVersion = path.replaceFirst("^/apis?/", "");
    ObjectNode list =
        Json.object("kind", "APIResourceList", "apiVersion", "v1", "groupVersion", groupVersion);
    ArrayNode resources = list.putArray("resources");
    for (ResourceType type : ResourceTypes.all()) {
      if (type.apiVersion().equals(groupVersion)) {
        add(resources, type);
      }
    }
    if (resources.isEmpty()) {
      throw Refusal.noSuchResource();
    }
    return list;
  }

  private static void add(ArrayNode resources, ResourceType type) {
    ObjectNode resource = resource(type, type.plural());
    resource.put("singularName", type.kind().toLowerCase(Locale.ROOT));
    resource.set("verbs", Json.MAPPER.valueToTree(VERBS));
    if (!type.shortName().isEmpty()) {
      resource.set("shortNames", Json.array(type.shortName()));
    }
    if (type.is(Trait.ALL)) {
      resource.set("categories", Json.array("all"));
    }
    resources.add(resource);
    if (type.is(Trait.STATUS)) {
      resources.add(subresource(type, "status", "get", "patch", "update"));
    }
    if (type.is(Trait.SCALE)) {
      ObjectNode scale = subresource(type, "scale", "get", "patch", "update");
      resources.add(scale.put("group", "autoscaling").put("version", "v1").put("kind", "Scale"));
    }
    if (type == ResourceTypes.PODS) {
      resources.add(subresource(type, "log", "get"));
    }
  }

  private static ObjectNode subresource(ResourceType type, String name, String... verbs) {
    ObjectNode resource = resource(type, type.plural() + "/" + name);
    resource.put("singularName", "");
    resource.set("verbs", Json.MAPPER.valueToTree(List.of(verbs)));
    return resource;
  }

  private static ObjectNode resource(ResourceType type, String name) {
    return Json.object("name", name, "namespaced", type.namespaced(), "kind", type.kind());
  }
}
