package io.storeweaver.bench;

import java.util.HashMap;
import java.util.Map;

/**
 * How much a benchmark does, and the settings that it declares. {@code -Dbench.stores=200} makes it
 * smaller.
 */
final class Size {
  private Size() {}

  static int of(String name, int otherwise) {
    return Integer.getInteger("bench." + name, otherwise);
  }

  /** Stores that may be under way at the same time. */
  static int provisions() {
    return of("provisions", 64);
  }

  /** Settings of a server that refuses nobody; what is given wins. */
  static Map<String, String> settings(Map<String, String> given) {
    Map<String, String> settings = new HashMap<>();
    settings.put("RATE_LIMITS", "off");
    settings.put("INGRESS_PROBE", "off");
    settings.put("MAX_STORES", "100000");
    settings.put("MAX_STORES_PER_USER", "100000");
    settings.put("MAX_CONCURRENT_PROVISIONS", Integer.toString(provisions()));
    settings.putAll(given);
    return settings;
  }
}
