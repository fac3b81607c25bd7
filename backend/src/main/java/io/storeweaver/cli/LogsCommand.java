package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the logs of a store's pods. */
@Command(
    name = "logs",
    description = "Show the last lines of a store's pods, and with -f those that come.",
    footer = {
      "  weaver stores logs acme",
      "  weaver stores logs acme --component wordpress --tail 50",
      "  weaver stores logs acme -f"
    })
final class LogsCommand implements Runnable {
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final Weaver weaver;

  @Mixin private StoreParameter store = new StoreParameter();

  @Option(
      names = {"-c", "--component"},
      paramLabel = "NAME",
      description = "Only this part of the store, such as the database.")
  private @Nullable String component;

  @Option(
      names = "--tail",
      paramLabel = "LINES",
      defaultValue = "200",
      description = "How many lines of each container. Default: ${DEFAULT-VALUE}.")
  private int tail;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with the lines that come.")
  private boolean follow;

  @Option(names = "--previous", description = "Of the container before its last restart.")
  private boolean previous;

  LogsCommand(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    Api api = weaver.api();
    String path =
        StoreCalls.path(new StoreCalls(api).id(store.text()))
            + "/logs?tail="
            + tail
            + (component == null ? "" : "&component=" + Api.encoded(component))
            + (previous ? "&previous=true" : "");
    if (follow) {
      follow(api, path + "&follow=true");
    } else {
      show(api.get(path));
    }
  }

  private void show(JsonNode answer) {
    Printer printer = weaver.printer();
    if (!printer.table()) {
      printer.answer(answer, "");
      return;
    }
    JsonNode logs = answer.path("logs");
    if (logs.isEmpty()) {
      printer.note("No pods, so no logs.");
    }
    for (JsonNode log : logs) {
      String prefix = logs.size() == 1 ? "" : prefix(log);
      log.path("lines").forEach(line -> printer.logLine(prefix + line.asText()));
    }
  }

  private void follow(Api api, String path) {
    Printer printer = weaver.printer();
    try (Feed feed = Feed.of(api, path)) {
      while (true) {
        Optional<Feed.Item> item = feed.next(LOOK);
        if (item.isPresent()) {
          switch (item.get()) {
            case Feed.Item.Event event -> line(printer, event.content());
            // The server begins a new stream with the last lines; shown twice they would mislead.
            case Feed.Item.Lost lost ->
                throw new CommandFailed(Exit.UNREACHABLE, "The logs end here: " + lost.why() + ".");
            case Feed.Item.Refused refused -> throw refused.why();
          }
        }
      }
    }
  }

  private static void line(Printer printer, JsonNode content) {
    if (printer.table()) {
      printer.logLine(prefix(content) + content.path("line").asText());
    } else {
      printer.item(content, () -> "");
    }
  }

  private static String prefix(JsonNode log) {
    return log.path("pod").asText() + "/" + log.path("container").asText() + "  ";
  }
}
