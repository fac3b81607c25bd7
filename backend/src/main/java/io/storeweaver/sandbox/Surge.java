package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How many pods more, and how many available ones fewer, a rolling update allows itself. */
record Surge(int above, int below) {
  static Surge of(ObjectNode deployment, int wanted) {
    if (Json.text(deployment, "spec", "strategy", "type").equals("Recreate")) {
      return new Surge(0, 0);
    }
    JsonNode rolling = Json.at(deployment, "spec", "strategy", "rollingUpdate");
    int above = resolve(rolling.path("maxSurge"), wanted, true);
    int below = resolve(rolling.path("maxUnavailable"), wanted, false);
    // with neither, no rollout could ever move
    return new Surge(above, above == 0 && below == 0 ? 1 : Math.min(below, wanted));
  }

  private static int resolve(JsonNode value, int wanted, boolean up) {
    if (value.isInt()) {
      return value.asInt();
    }
    String text = value.asText("25%").replace("%", "");
    double share = text.matches("\\d{1,9}") ? Integer.parseInt(text) * wanted / 100.0 : 0;
    return (int) (up ? Math.ceil(share) : Math.floor(share));
  }
}
