package io.storeweaver.cli;

/** How a word looks in a terminal with colours. */
enum Style {
  PLAIN(""),
  GOOD("\u001b[32m"),
  BUSY("\u001b[36m"),
  WARNING("\u001b[33m"),
  BAD("\u001b[31m"),
  HEADING("\u001b[1m"),
  DIM("\u001b[2m");

  private static final String RESET = "\u001b[0m";

  private final String start;

  Style(String start) {
    this.start = start;
  }

  String on(String text) {
    return this == PLAIN || text.isEmpty() ? text : start + text + RESET;
  }

  /** The colour of a store's status. */
  static Style ofStatus(String status) {
    return switch (status) {
      case "READY" -> GOOD;
      case "FAILED" -> BAD;
      case "DEGRADED" -> WARNING;
      case "PROVISIONING", "UPDATING", "DELETING" -> BUSY;
      case "SUSPENDED", "DELETED" -> DIM;
      default -> PLAIN;
    };
  }
}
