package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what was applied for a store. */
@Command(
    name = "revisions",
    description = "Show what was applied for a store, the newest first.",
    footer = {"  weaver stores revisions acme"})
final class RevisionsCommand implements Runnable {
  private final Weaver weaver;

  @Mixin private StoreParameter store = new StoreParameter();

  RevisionsCommand(Weaver weaver) {
    this.weaver = weaver;
  }

  static String path(String id) {
    return StoreCalls.path(id) + "/revisions";
  }

  @Override
  public void run() {
    Api api = weaver.api();
    JsonNode answer = api.get(path(new StoreCalls(api).id(store.text())));
    weaver.printer().answer(answer, () -> table(answer, weaver.console().clock().instant()));
  }

  private static Table table(JsonNode answer, Instant now) {
    Table table =
        new Table("REVISION", "CURRENT", "CHART", "PLAN", "SUSPENDED", "APPLIED", "DESCRIPTION");
    for (JsonNode each : answer.path("revisions")) {
      table.row(
          each.path("revision").asText(),
          each.path("current").asBoolean() ? "yes" : "",
          each.path("chart_version").asText(),
          each.path("plan").asText(),
          each.path("suspended").asBoolean() ? "yes" : "",
          Times.ago(each.path("applied_at"), now),
          each.path("description").asText());
    }
    return table;
  }
}
