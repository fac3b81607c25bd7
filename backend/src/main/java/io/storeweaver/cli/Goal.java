package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What is waited for. */
enum Goal {
  READY,
  SUSPENDED,
  DELETED;

  /** What the store's status says about a goal. */
  enum Verdict {
    REACHED,
    FAILED,
    OPEN
  }

  /**
   * @param generation of the change that is waited for; what an older state says does not count
   */
  Verdict of(JsonNode store, long generation) {
    String status = store.path("status").asText();
    if (store.path("generation").asLong() < generation) {
      return Verdict.OPEN;
    }
    if (status.equals(name())) {
      return Verdict.REACHED;
    }
    boolean hopeless = List.of("FAILED", "DELETING", "DELETED").contains(status);
    return hopeless && this != DELETED ? Verdict.FAILED : Verdict.OPEN;
  }
}
