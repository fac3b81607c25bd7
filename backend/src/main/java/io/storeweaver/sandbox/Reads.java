package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers gets and lists; bytes go out as they are stored. */
final class Reads {
  /** Where the next page of a list begins: after this key, in the list of this revision. */
  private record Page(long revision, @Nullable String after) {}

  private final ObjectStore store;

  Reads(ObjectStore store) {
    this.store = store;
  }

  byte[] serve(ApiRequest request, ResourceType type, boolean metadataOnly) {
    if (request.name().isEmpty()) {
      return list(request, type, metadataOnly);
    }
    if (!request.method().equals("GET")) {
      throw Refusal.notAllowed();
    }
    StoredObject object = store.get(type, request.namespace(), request.name());
    if (object == null) {
      throw Refusal.notFound(type, request.name());
    }
    return switch (request.subresource()) {
      case "", "status" -> metadataOnly ? object.partial() : object.json();
      case "scale" -> Json.bytes(Scale.of(object));
      default -> throw Refusal.noSuchResource();
    };
  }

  private byte[] list(ApiRequest request, ResourceType type, boolean metadataOnly) {
    refuseFuture(request);
    Page page = page(request, type);
    long[] revision = {page.revision()};
    List<StoredObject> candidates =
        store.locked(
            () -> {
              revision[0] = page.revision() == 0 ? store.revision() : page.revision();
              var range = store.range(type, request.scope());
              return new ArrayList<>(
                  (page.after() == null ? range : range.tailMap(page.after(), false)).values());
            });
    Selector selector = request.selector();
    candidates.removeIf(object -> !selector.matches(object));
    int limit = number(request.parameter("limit"));
    int shown = limit > 0 ? Math.min(limit, candidates.size()) : candidates.size();
    ObjectNode meta = Json.object("resourceVersion", Long.toString(revision[0]));
    if (shown < candidates.size()) {
      meta.put("continue", token(revision[0], candidates.get(shown - 1)));
      if (request.parameter("labelSelector").isEmpty()
          && request.parameter("fieldSelector").isEmpty()) {
        meta.put("remainingItemCount", candidates.size() - shown);
      }
    }
    return encode(type, meta, candidates.subList(0, shown), metadataOnly);
  }

  private static byte[] encode(
      ResourceType type, ObjectNode meta, List<StoredObject> objects, boolean metadataOnly) {
    String kind = metadataOnly ? "PartialObjectMetadataList" : type.kind() + "List";
    String version = metadataOnly ? "meta.k8s.io/v1" : type.apiVersion();
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);
    out.writeBytes(
        "{\"kind\":\"%s\",\"apiVersion\":\"%s\",\"metadata\":%s,\"items\":["
            .formatted(kind, version, meta)
            .getBytes(StandardCharsets.UTF_8));
    boolean first = true;
    for (StoredObject object : objects) {
      if (!first) {
        out.write(',');
      }
      first = false;
      out.writeBytes(metadataOnly ? object.partial() : object.json());
    }
    out.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  private void refuseFuture(ApiRequest request) {
    String asked = request.parameter("resourceVersion");
    if (asked.isEmpty()) {
      return;
    }
    if (!asked.matches("\\d{1,18}")) {
      throw Refusal.badRequest("resourceVersion: Invalid value: \"" + asked + "\"");
    }
    if (Long.parseLong(asked) > store.revision()) {
      throw Refusal.of(
              504,
              "Timeout",
              "Timeout: Too large resource version: " + asked + ", current: " + store.revision())
          .retryAfter(1)
          .because(
              List.of(
                  new Refusal.Cause("ResourceVersionTooLarge", "", "Too large resource version")));
    }
  }

  private Page page(ApiRequest request, ResourceType type) {
    String token = request.parameter("continue");
    if (token.isEmpty()) {
      return new Page(0, null);
    }
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(" ", 2);
      Page page = new Page(Long.parseLong(parts[0]), parts[1]);
      if (page.revision() < store.table(type).horizon()) {
        throw Refusal.expired(
            "The provided continue parameter is too old to display a consistent list result. You"
                + " can start a new list without the continue parameter.");
      }
      return page;
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw Refusal.badRequest(
          "invalid continue token: continue key is not valid: "
              + token.length()
              + " characters that are no token");
    }
  }

  private static String token(long revision, StoredObject last) {
    byte[] plain = (revision + " " + last.key()).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
  }

  private static int number(String text) {
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }
}
