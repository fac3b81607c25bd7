package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.storeweaver.cli.Table.Cell;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a store's timeline. */
@Command(
    name = "events",
    description = "Show what happened to a store, the newest first.",
    footer = {
      "  weaver stores events acme",
      "  weaver stores events acme --limit 200 -o json",
      "  weaver stores watch acme                     # events as they happen"
    })
final class EventsCommand implements Runnable {
  private final Weaver weaver;

  @Mixin private StoreParameter store = new StoreParameter();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many events at most, 200 being the most. Default: ${DEFAULT-VALUE}.")
  private int limit;

  EventsCommand(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    Api api = weaver.api();
    String id = new StoreCalls(api).id(store.text());
    JsonNode answer = api.get(StoreCalls.path(id) + "/events?page_size=" + limit);
    weaver.printer().answer(answer, () -> table(answer, weaver.console().clock().instant()));
  }

  private static Table table(JsonNode answer, Instant now) {
    Table table = new Table("AGE", "TYPE", "REASON", "RESOURCE", "BY", "MESSAGE");
    for (JsonNode event : answer.path("events")) {
      boolean warning = event.path("type").asText().equals("Warning");
      table.row(
          Cell.of(Times.ago(event.path("at"), now)),
          new Cell(event.path("type").asText(), warning ? Style.WARNING : Style.PLAIN),
          Cell.of(event.path("reason").asText()),
          Cell.of(event.path("resource").asText("")),
          Cell.of(event.path("actor").asText("")),
          Cell.of(event.path("message").asText()));
    }
    return table;
  }
}
