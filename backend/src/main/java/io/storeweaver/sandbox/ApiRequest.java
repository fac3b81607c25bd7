package io.storeweaver.sandbox;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as its URL says it: which verb on which resource. Namespace is "" for cluster-wide
 * requests, name and subresource are "" when the URL has none; the type is null for discovery and
 * for resources that are not served.
 */
record ApiRequest(
    String method,
    String path,
    Map<String, String> query,
    String contentType,
    @Nullable ResourceType type,
    String namespace,
    String name,
    String subresource) {

  private static final Set<String> TRUE = Set.of("true", "1");
  private static final Set<String> NAMESPACE_SUBRESOURCES = Set.of("status", "finalize");

  static ApiRequest of(String method, URI uri, String contentType) {
    String path = uri.getPath();
    Map<String, String> query = query(uri.getRawQuery());
    String[] parts = path.substring(1).split("/", -1);
    boolean legacy = parts[0].equals("api");
    int at = legacy ? 2 : 3;
    if (!parts[0].matches("apis?") || parts.length <= at || parts[at].isEmpty()) {
      return new ApiRequest(method, path, query, contentType, null, "", "", "");
    }
    String group = legacy ? "" : parts[1];
    String namespace = "";
    if (parts[at].equals("namespaces")
        && parts.length > at + 2
        && !(legacy && NAMESPACE_SUBRESOURCES.contains(parts[at + 2]))) {
      namespace = parts[at + 1];
      at += 2;
    }
    ResourceType type = ResourceTypes.find(group, parts[legacy ? 1 : 2], parts[at]);
    String name = parts.length > at + 1 ? parts[at + 1] : "";
    String subresource = parts.length > at + 2 ? parts[at + 2] : "";
    return new ApiRequest(method, path, query, contentType, type, namespace, name, subresource);
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        String[] parts = pair.split("=", 2);
        String value = parts.length > 1 ? parts[1] : "true";
        query.put(decode(parts[0]), decode(value));
      }
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** A query parameter, or "". */
  String parameter(String key) {
    return query.getOrDefault(key, "");
  }

  boolean flag(String key) {
    return TRUE.contains(parameter(key));
  }

  boolean dryRun() {
    return parameter("dryRun").equals("All");
  }

  boolean watch() {
    return method.equals("GET") && flag("watch");
  }

  boolean serverSideApply() {
    return method.equals("PATCH") && contentType.contains("apply-patch");
  }

  /** The namespace of a list or watch; null for all. */
  @Nullable String scope() {
    return namespace.isEmpty() ? null : namespace;
  }

  Selector selector() {
    Selector selector = Selector.of(query.get("labelSelector"), query.get("fieldSelector"));
    return name.isEmpty() ? selector : selector.and(object -> object.name.equals(name));
  }

  /** The verb for counters and fault rules. */
  String verb() {
    boolean one = !name.isEmpty();
    return switch (method) {
      case "GET" -> watch() ? "watch" : one ? "get" : "list";
      case "POST" -> dryRun() ? "dryrun" : "create";
      case "PUT" -> dryRun() ? "dryrun" : "update";
      case "PATCH" -> dryRun() ? "dryrun" : serverSideApply() ? "apply" : "patch";
      case "DELETE" -> dryRun() ? "dryrun" : one ? "delete" : "deletecollection";
      default -> "other";
    };
  }

  /**
   * {@code apply deployments store-a/web}, with the subresource behind a slash: {@code
   * deployments/status}.
   */
  String line() {
    String resource = type == null ? path : type.plural();
    String sub = subresource.isEmpty() ? "" : "/" + subresource;
    return verb() + " " + resource + sub + " " + namespace + "/" + name;
  }
}
