package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.storeweaver.cli.Table.Cell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the caller's stores. */
@Command(
    name = "list",
    aliases = "ls",
    description = "List your stores, the newest first.",
    footer = {
      "  weaver stores list",
      "  weaver stores list --status failed,degraded",
      "  weaver stores list --search acme --sort name",
      "  weaver stores list -o json | jq -r '.stores[].id'"
    })
final class ListStores implements Runnable {
  private final Weaver weaver;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only stores with this status; several with commas between them.")
  private @Nullable String status;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "Only stores of this engine: woocommerce or medusa.")
  private @Nullable String engine;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description = "Only stores with this in their name, id or host.")
  private @Nullable String search;

  @Option(
      names = "--owner",
      paramLabel = "OWNER",
      description = "Only stores of this owner; for operators.")
  private @Nullable String owner;

  @Option(
      names = "--sort",
      paramLabel = "FIELD",
      description = "created_at, name or status; with a - before it the other way round.")
  private @Nullable String sort;

  @Option(names = "--deleted", description = "Deleted stores too.")
  private boolean deleted;

  ListStores(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    Printer printer = weaver.printer();
    JsonNode answer = new StoreCalls(weaver.api()).list(query());
    if (printer.table() && answer.path("stores").isEmpty()) {
      printer.note("No stores. Create one with: weaver stores create NAME --engine ENGINE");
      return;
    }
    printer.answer(answer, () -> table(answer.path("stores"), weaver.console().clock().instant()));
  }

  private String query() {
    List<String> query = new ArrayList<>();
    add(query, "status", status);
    add(query, "engine", engine);
    add(query, "q", search);
    add(query, "owner", owner);
    add(query, "sort", sort);
    add(query, "include", deleted ? "deleted" : null);
    return String.join("&", query);
  }

  private static void add(List<String> query, String name, @Nullable String value) {
    if (value != null) {
      query.add(name + "=" + Api.encoded(value));
    }
  }

  static Table table(JsonNode stores, Instant now) {
    Table table = new Table("ID", "NAME", "ENGINE", "PLAN", "STATUS", "AGE", "URL");
    for (JsonNode store : stores) {
      table.row(
          Cell.of(store.path("id").asText()),
          Cell.of(store.path("name").asText()),
          Cell.of(store.path("engine").asText()),
          Cell.of(store.path("plan").asText()),
          new Cell(status(store), Style.ofStatus(store.path("status").asText())),
          Cell.of(Times.ago(store.path("created_at"), now)),
          Cell.of(store.path("store_url").asText("")));
    }
    return table;
  }

  private static String status(JsonNode store) {
    String status = store.path("status").asText();
    JsonNode progress = store.path("progress");
    return switch (status) {
      case "PROVISIONING", "UPDATING" ->
          status + " " + progress.path("done").asInt() + "/" + progress.path("total").asInt();
      case "FAILED", "DEGRADED" -> status + " (" + store.path("status_reason").asText("") + ")";
      default -> status;
    };
  }
}
