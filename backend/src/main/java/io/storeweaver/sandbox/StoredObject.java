package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One version of an object: immutable bytes in the order apiVersion, kind, metadata, rest, plus
 * what selectors and the garbage collector need. No tree is kept: trees of thousands of objects
 * would cost ten times the memory.
 */
final class StoredObject {
  /** An owner, as an ownerReference names it. */
  record Owner(String apiVersion, String kind, String name, String uid) {}

  final ResourceType type;
  final String namespace;
  final String name;
  final String uid;
  final long revision;
  final Map<String, String> labels;
  final List<Owner> owners;
  final boolean dying;
  private final int size;

  /** Packed when it is shorter than {@link #size}. */
  private volatile byte[] bytes;

  private final int metadataEnd;

  private StoredObject(ResourceType type, long revision, ObjectNode metadata, byte[] rest) {
    this.type = type;
    this.revision = revision;
    namespace = type.namespaced() ? Json.text(metadata, "namespace").intern() : "";
    name = Json.text(metadata, "name");
    uid = Json.text(metadata, "uid");
    dying = metadata.has("deletionTimestamp");
    labels = labels(metadata);
    owners = owners(metadata);
    byte[] prefix = prefix(type);
    byte[] meta = Json.bytes(metadata);
    metadataEnd = prefix.length + meta.length;
    byte[] json = new byte[metadataEnd + rest.length];
    System.arraycopy(prefix, 0, json, 0, prefix.length);
    System.arraycopy(meta, 0, json, prefix.length, meta.length);
    System.arraycopy(rest, 0, json, metadataEnd, rest.length);
    bytes = json;
    size = json.length;
  }

  /** Encodes what is not metadata; slow enough to be done outside the lock. */
  static byte[] encodeRest(ObjectNode tree) {
    ObjectNode rest = Json.object();
    for (var field : tree.properties()) {
      switch (field.getKey()) {
        case "apiVersion", "kind", "metadata" -> {}
        default -> rest.set(field.getKey(), field.getValue());
      }
    }
    byte[] bytes = Json.bytes(rest);
    if (rest.isEmpty()) {
      return new byte[] {'}'};
    }
    bytes[0] = ',';
    return bytes;
  }

  /** Seals a tree as a version; sets its resourceVersion. */
  static StoredObject seal(ResourceType type, long revision, ObjectNode tree, byte[] rest) {
    ObjectNode metadata = Json.metadata(tree);
    metadata.put("resourceVersion", Long.toString(revision));
    return new StoredObject(type, revision, metadata, rest);
  }

  private static byte[] prefix(ResourceType type) {
    return ("{\"apiVersion\":\""
            + type.apiVersion()
            + "\",\"kind\":\""
            + type.kind()
            + "\",\"metadata\":")
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static Map<String, String> labels(JsonNode metadata) {
    Map<String, String> labels = new HashMap<>();
    for (var label : metadata.path("labels").properties()) {
      labels.put(label.getKey().intern(), label.getValue().asText().intern());
    }
    return Map.copyOf(labels);
  }

  private static List<Owner> owners(JsonNode metadata) {
    List<Owner> owners = new ArrayList<>(1);
    for (JsonNode reference : metadata.path("ownerReferences")) {
      owners.add(
          new Owner(
              Json.text(reference, "apiVersion").intern(),
              Json.text(reference, "kind").intern(),
              Json.text(reference, "name"),
              Json.text(reference, "uid")));
    }
    return List.copyOf(owners);
  }

  ObjectNode tree() {
    return Json.parse(json());
  }

  byte[] json() {
    byte[] now = bytes;
    return now.length == size ? now : Packing.unpack(now, size);
  }

  int size() {
    return size;
  }

  /** Takes less memory from now on; for objects that are seldom asked for. */
  void pack() {
    byte[] now = bytes;
    if (now.length == size) {
      byte[] packed = Packing.pack(now);
      if (packed.length < size) {
        bytes = packed;
      }
    }
  }

  /** The object as PartialObjectMetadata: everything but its metadata left out. */
  byte[] partial() {
    byte[] head =
        "{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":"
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    int start = prefix(type).length;
    byte[] out = new byte[head.length + metadataEnd - start + 1];
    System.arraycopy(head, 0, out, 0, head.length);
    System.arraycopy(json(), start, out, head.length, metadataEnd - start);
    out[out.length - 1] = '}';
    return out;
  }

  /** True when the rest is the same, byte for byte. */
  boolean sameRest(byte[] rest) {
    if (size - metadataEnd != rest.length) {
      return false;
    }
    return java.util.Arrays.equals(json(), metadataEnd, size, rest, 0, rest.length);
  }

  boolean ownedBy(StoredObject owner) {
    for (Owner one : owners) {
      if (one.uid().equals(owner.uid)) {
        return true;
      }
    }
    return false;
  }

  String key() {
    return namespace + "/" + name;
  }

  @Override
  public String toString() {
    return type.groupResource() + " " + key() + "@" + revision;
  }
}
