package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Waits until a store is where somebody wants it, and shows how it gets there. */
final class Waiting {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(120);

  private final Api api;
  private final Console console;
  private final Printer printer;

  Waiting(Api api, Console console, Printer printer) {
    this.api = api;
    this.console = console;
    this.printer = printer;
  }

  /**
   * Waits for the store's change that was accepted last.
   *
   * @return the store as it is then
   * @throws CommandFailed where the store fails, or is not there in time
   */
  JsonNode until(JsonNode accepted, Goal goal, Duration longest) {
    String id = accepted.path("id").asText();
    Progress progress = Progress.of(console, printer);
    long begin = System.nanoTime();
    JsonNode store = accepted;
    Goal.Verdict verdict = Goal.Verdict.OPEN;
    try (Feed feed = Feed.of(api, "/stores/" + Api.encoded(id) + "/events/stream");
        Interruption _ = new Interruption(progress, printer, id)) {
      while (verdict == Goal.Verdict.OPEN) {
        Duration waited = Duration.ofNanos(System.nanoTime() - begin);
        if (waited.compareTo(longest) > 0) {
          progress.end();
          throw late(store, goal, longest);
        }
        Optional<Feed.Item> item = feed.next(BETWEEN_LOOKS);
        if (item.isPresent() && item.get() instanceof Feed.Item.Lost lost) {
          progress.lost(lost.why());
        } else {
          store = item.map(Waiting::content).filter(s -> s.has("status")).orElse(store);
          progress.show(store, waited);
        }
        // Only what the stream says counts: the accepting answer may be older than the change.
        verdict =
            item.isEmpty()
                ? Goal.Verdict.OPEN
                : goal.of(store, accepted.path("generation").asLong());
      }
      progress.end();
    }
    if (verdict == Goal.Verdict.FAILED) {
      throw failed(store);
    }
    return store;
  }

  private static JsonNode content(Feed.Item item) {
    return switch (item) {
      case Feed.Item.Event event -> event.content();
      case Feed.Item.Lost _ -> MissingNode.getInstance();
      case Feed.Item.Refused refused -> throw refused.why();
    };
  }

  static CommandFailed failed(JsonNode store) {
    String id = store.path("id").asText();
    String message = store.at("/waiting_for/message").asText("");
    String code = store.path("failure_reason").asText("");
    String resource = store.at("/waiting_for/resource").asText("");
    List<String> hints = new ArrayList<>();
    String fix = store.at("/waiting_for/fix").asText("");
    if (!fix.isEmpty()) {
      hints.add(fix);
    }
    hints.add("More: weaver stores get " + id + " | events " + id + " | logs " + id);
    if (!code.isEmpty()) {
      hints.add("(" + code + (resource.isEmpty() ? ")" : ", " + resource + ")"));
    }
    String sentence = id + " is " + store.path("status").asText();
    return new CommandFailed(
        Exit.STORE_FAILED, 0, message.isEmpty() ? sentence : sentence + ": " + message, hints);
  }

  private static CommandFailed late(JsonNode store, Goal goal, Duration longest) {
    String id = store.path("id").asText();
    return new CommandFailed(
        Exit.TIMED_OUT,
        id
            + " was not "
            + goal
            + " within "
            + Times.shortly(longest)
            + ": "
            + Progress.words(store),
        "The work goes on. Wait again with: weaver stores wait " + id);
  }
}
