package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

final class Validation {
  private Validation() {}

  static void check(ResourceType type, ObjectNode tree) {}
}
