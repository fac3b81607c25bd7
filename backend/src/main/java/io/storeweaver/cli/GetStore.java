package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.storeweaver.cli.Table.Cell;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows one store. */
@Command(
    name = "get",
    description = "Show a store: where it stands, what it waits for, and what to do.",
    footer = {"  weaver stores get acme", "  weaver stores get acme-x1y2z3 -o yaml"})
final class GetStore implements Runnable {
  private final Weaver weaver;

  @Mixin private StoreParameter store = new StoreParameter();

  GetStore(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    JsonNode found = new StoreCalls(weaver.api()).find(store.text());
    weaver.printer().answer(found, () -> table(found, weaver.console().clock().instant()));
  }

  static Table table(JsonNode store, Instant now) {
    String status = store.path("status").asText();
    Table table = new Table();
    row(table, "Id", store.path("id"));
    row(table, "Name", store.path("name"));
    table.row(Cell.of("Status"), new Cell(status, Style.ofStatus(status)));
    waiting(table, store.path("waiting_for"));
    row(table, "URL", store.path("store_url"));
    row(table, "Admin", store.path("admin_url"));
    row(table, "Domain", store.path("custom_domain"));
    engine(table, store);
    row(table, "Plan", store.path("plan"));
    row(table, "Owner", store.path("owner"));
    row(table, "Namespace", store.path("namespace"));
    row(table, "Revision", store.path("revision"));
    age(table, "Created", store.path("created_at"), now);
    age(table, "Ready", store.path("ready_at"), now);
    age(table, "Deleted", store.path("deleted_at"), now);
    for (JsonNode condition : store.path("conditions")) {
      condition(table, condition, now);
    }
    return table;
  }

  private static void waiting(Table table, JsonNode waiting) {
    if (waiting.isObject()) {
      row(table, "Because", waiting.path("message"));
      row(table, "Where", waiting.path("resource"));
      row(table, "Remedy", waiting.path("fix"));
      row(table, "Code", waiting.path("code"));
    }
  }

  private static void engine(Table table, JsonNode store) {
    String version = store.path("engine_version").asText("");
    table.row(
        "Engine",
        store.path("engine").asText()
            + (version.isEmpty() ? "" : " " + version)
            + ", chart "
            + store.path("chart_version").asText());
  }

  private static void condition(Table table, JsonNode condition, Instant now) {
    boolean holds = condition.path("status").asText().equals("True");
    String message = condition.path("message").asText("");
    String since = Times.ago(condition.path("last_transition_time"), now);
    table.row(
        Cell.of((holds ? "✓ " : "· ") + condition.path("type").asText()),
        new Cell(
            message.isEmpty() ? since : message + " (" + since + ")",
            holds ? Style.PLAIN : Style.DIM));
  }

  private static void age(Table table, String label, JsonNode time, Instant now) {
    if (time.isTextual()) {
      table.row(label, Times.ago(time, now) + " ago, " + time.textValue());
    }
  }

  private static void row(Table table, String label, JsonNode value) {
    if (!value.isNull() && !value.isMissingNode()) {
      table.row(label, value.asText());
    }
  }
}
