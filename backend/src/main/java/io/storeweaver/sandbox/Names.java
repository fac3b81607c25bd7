package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.sandbox.Refusal.Cause;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Type, name and namespace of an object that is to be created, and the rules for names. */
final class Names {
  /** The characters of generated suffixes: no vowels, so that no words come out. */
  private static final String SAFE = "bcdfghjklmnpqrstvwxz2456789";

  private Names() {}

  static String suffix(int length) {
    StringBuilder suffix = new StringBuilder();
    for (int i = 0; i < length; i++) {
      suffix.append(SAFE.charAt(ThreadLocalRandom.current().nextInt(SAFE.length())));
    }
    return suffix.toString();
  }

  /** A short stable name part for a number, in the same characters. */
  static String hash(int value) {
    long rest = value & 0xffffffffL;
    StringBuilder hash = new StringBuilder();
    for (int i = 0; i < 7; i++) {
      hash.append(SAFE.charAt((int) (rest % SAFE.length())));
      rest /= SAFE.length();
    }
    return hash.toString();
  }

  /** Fills in type, generated name and namespace; refuses what contradicts the URL. */
  static void settle(ResourceType type, String namespace, ObjectNode tree) {
    requireType(type, tree);
    requireNamespace(type, namespace, tree);
    tree.put("apiVersion", type.apiVersion()).put("kind", type.kind());
    ObjectNode metadata = Json.metadata(tree);
    if (type.namespaced()) {
      metadata.put("namespace", namespace);
    } else {
      metadata.remove("namespace");
    }
    if (Json.text(metadata, "name").isEmpty() && metadata.hasNonNull("generateName")) {
      metadata.put("name", Json.text(metadata, "generateName") + suffix(5));
    }
    if (Json.text(metadata, "name").isEmpty()) {
      Cause cause =
          Cause.of("Required", "metadata.name", "Required value: name or generateName is required");
      throw Refusal.invalid(type, "", List.of(cause));
    }
  }

  static void requireType(ResourceType type, ObjectNode tree) {
    String version = Json.text(tree, "apiVersion");
    String kind = Json.text(tree, "kind");
    if (!version.isEmpty() && !version.equals(type.apiVersion())) {
      throw Refusal.badRequest(
          "the API version in the data (%s) does not match the expected API version (%s)"
              .formatted(version, type.apiVersion()));
    }
    if (!kind.isEmpty() && !kind.equals(type.kind())) {
      throw Refusal.badRequest(
          "%s in version \"%s\" cannot be handled as a %s: converting (%s.%s) to (%s): unknown conversion"
              .formatted(kind, type.version(), type.kind(), type.version(), kind, type.kind()));
    }
  }

  static void requireNamespace(ResourceType type, String namespace, ObjectNode tree) {
    String given = Json.text(tree, "metadata", "namespace");
    if (type.namespaced() && !given.isEmpty() && !given.equals(namespace)) {
      throw Refusal.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
  }
}
