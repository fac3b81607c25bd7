package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a container that never ran would have logged. */
final class LogLines {
  private LogLines() {}

  static List<String> of(
      StoredObject pod, String container, JsonNode status, @Nullable Scenario trouble) {
    List<String> lines = new ArrayList<>();
    lines.add("[sandbox] simulated log of " + pod.name + "/" + container);
    lines.add("starting " + Json.text(status, "image"));
    boolean failed =
        Json.at(status, "state", "terminated", "exitCode").asInt() != 0
            || Json.at(status, "lastState", "terminated", "exitCode").asInt() != 0;
    if (failed) {
      lines.addAll(lastWords(trouble));
    } else if (trouble == Scenario.PROBE || trouble == Scenario.ROLLOUT_STUCK) {
      lines.addAll(
          List.of("listening", "GET / 500 Internal Server Error: cannot read table options"));
    } else if (trouble == Scenario.SLOW_START) {
      lines.add("warming up, this takes a while");
    } else if (Json.at(status, "state").has("terminated")) {
      lines.add("done");
    } else {
      lines.add(component(pod).equals("database") ? "ready to accept connections" : "ready");
    }
    return lines;
  }

  private static List<String> lastWords(@Nullable Scenario trouble) {
    return switch (trouble) {
      case OUT_OF_MEMORY -> List.of("loading the catalogue", "allocating cache");
      case SETUP_JOB ->
          List.of(
              "importing the catalogue",
              "ERROR: relation \"store_settings\" already exists",
              "set-up failed, nothing was changed");
      case null, default ->
          List.of(
              "connecting to the database",
              "FATAL: password authentication failed for user \"shop\"",
              "exiting with code 1");
    };
  }

  private static String component(StoredObject pod) {
    return pod.labels.getOrDefault("app.kubernetes.io/component", "");
  }
}
