package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Waits for a store. */
@Command(
    name = "wait",
    description = {
      "Wait until a store is ready (or suspended, or deleted), and print its address.",
      "A store that is deleted already is found by its id only."
    },
    footer = {
      "  weaver stores wait acme",
      "  weaver stores wait acme-x1y2z3 --for deleted --timeout 5m"
    })
final class WaitForStore implements Runnable {
  private final Weaver weaver;

  @Mixin private StoreParameter store = new StoreParameter();

  @Option(
      names = "--for",
      paramLabel = "STATUS",
      defaultValue = "ready",
      description = "ready, suspended or deleted. Default: ${DEFAULT-VALUE}.")
  private Goal goal = Goal.READY;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = WaitOptions.DEFAULT_TIMEOUT,
      converter = DurationConverter.class,
      description = "How long to wait at most: 90s, 10m, 1h30m. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ZERO;

  WaitForStore(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    Api api = weaver.api();
    JsonNode found = new StoreCalls(api).find(store.text());
    JsonNode there = weaver.waiting(api).until(found, goal, timeout);
    String id = there.path("id").asText();
    weaver.printer().answer(there, goal == Goal.READY ? there.path("store_url").asText(id) : id);
  }
}
