package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows stores as they change. */
@Command(
    name = "watch",
    description = "Show your stores, or one with its events, as they change, until Ctrl-C.",
    footer = {
      "  weaver stores watch",
      "  weaver stores watch acme",
      "  weaver stores watch -o json | jq -r 'select(.status == \"FAILED\").id'"
    })
final class WatchStores implements Runnable {
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final Weaver weaver;

  @Parameters(
      paramLabel = "STORE",
      arity = "0..1",
      description = "The store's id or name. Default: all of yours.")
  private @Nullable String store;

  private String lastLine = "";
  private long lastEvent;

  WatchStores(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    Api api = weaver.api();
    String path =
        store == null
            ? "/stores/stream"
            : StoreCalls.path(new StoreCalls(api).id(store)) + "/events/stream";
    try (Feed feed = Feed.of(api, path)) {
      boolean more = true;
      while (more) {
        Optional<Feed.Item> item = feed.next(LOOK);
        more = item.isEmpty() || show(item.get());
      }
    }
  }

  /** False where nothing can follow any more. */
  private boolean show(Feed.Item item) {
    Printer printer = weaver.printer();
    switch (item) {
      case Feed.Item.Event event when event.name().equals("timeline") ->
          timeline(printer, event.content());
      case Feed.Item.Event event -> {
        store(printer, event.content());
        return store == null || !event.content().path("status").asText().equals("DELETED");
      }
      case Feed.Item.Lost lost ->
          printer.note("The connection is lost (" + lost.why() + "); trying again");
      case Feed.Item.Refused refused -> throw refused.why();
    }
    return true;
  }

  private void store(Printer printer, JsonNode content) {
    if (!printer.table()) {
      printer.item(content, () -> "");
      return;
    }
    // Much of a store changes without a word for people; the same line twice says nothing.
    String line = content.path("id").asText() + "  " + Progress.words(content);
    if (!line.equals(lastLine)) {
      lastLine = line;
      printer.item(content, () -> now() + "  " + line);
    }
  }

  private void timeline(Printer printer, JsonNode event) {
    // A stream that was opened anew begins with the events that were shown already.
    if (event.path("id").asLong() > lastEvent && printer.table()) {
      lastEvent = event.path("id").asLong();
      String resource = event.path("resource").asText("");
      printer.item(
          event,
          () ->
              now()
                  + "    "
                  + event.path("reason").asText()
                  + (resource.isEmpty() ? "" : " " + resource)
                  + ": "
                  + event.path("message").asText());
    }
  }

  private String now() {
    return "%tT"
        .formatted(LocalTime.ofInstant(weaver.console().clock().instant(), ZoneId.systemDefault()));
  }
}
