package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

/** Shows how many stores the caller has and may have. */
@Command(
    name = "quota",
    description = "Show how many stores you have and may have.",
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
              Table table = new Table("WHOSE", "STORES", "LIMIT");
              row(table, "yours", answer.path("stores"));
              row(table, "the platform's", answer.path("platform_stores"));
              return table;
            });
  }

  private static void row(Table table, String whose, JsonNode usage) {
    if (usage.isObject()) {
      table.row(whose, usage.path("used").asText(), usage.path("limit").asText());
    }
  }
}
