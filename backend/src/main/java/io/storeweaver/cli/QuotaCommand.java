package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

/** Shows how many stores the caller has and may have. */
@Command(
    name = "quota",
    description = "Show how many stores you have and may have, and what they take.",
    footer = {"  weaver quota", "  weaver quota -o json | jq .stores.used"})
final class QuotaCommand implements Runnable {
  private final Weaver weaver;

  QuotaCommand(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    JsonNode answer = weaver.api().get("/quota");
    weaver
        .printer()
        .answer(
            answer,
            () -> {
              Table table = new Table("WHAT", "USED", "LIMIT");
              row(table, "stores, yours", answer.path("stores"));
              row(table, "stores, the platform's", answer.path("platform_stores"));
              row(table, "processors", answer.path("cpu"));
              row(table, "memory, GiB", answer.path("memory"));
              row(table, "disk, GiB", answer.path("disk"));
              return table;
            });
  }

  // Where there is no limit, or the server does not say, there is none to show.
  private static void row(Table table, String what, JsonNode use) {
    if (use.isObject()) {
      table.row(what, use.path("used").asText(), use.path("limit").asText(""));
    }
  }
}
