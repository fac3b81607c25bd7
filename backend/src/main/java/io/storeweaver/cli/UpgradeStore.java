package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves a store to another version of its chart, or to another plan. */
@Command(
    name = "upgrade",
    description = {
      "Move a store to the newest version of its engine's chart, or to the version or plan given."
    },
    footer = {
      "  weaver stores upgrade acme --wait",
      "  weaver stores upgrade acme --chart-version 1.2.0",
      "  weaver stores upgrade acme --plan business"
    })
final class UpgradeStore implements Runnable {
  private final Weaver weaver;

  @Mixin private StoreParameter store = new StoreParameter();

  @Option(
      names = "--chart-version",
      paramLabel = "VERSION",
      description = "Version of the chart; weaver engines lists them.")
  private @Nullable String chartVersion;

  @Option(names = "--plan", paramLabel = "PLAN", description = "The plan; weaver plans lists them.")
  private @Nullable String plan;

  @Mixin private WaitOptions wait = new WaitOptions();

  UpgradeStore(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    Api api = weaver.api();
    StoreCalls stores = new StoreCalls(api);
    JsonNode found = stores.find(store.text());
    JsonNode changed = stores.edit(found.path("id").asText(), change(api, found));
    if (changed.path("generation").equals(found.path("generation"))) {
      weaver.printer().note("Nothing to do: the store has that version and plan already.");
      if (!wait.waits()) {
        weaver.printer().answer(changed, changed.path("id").asText());
        return;
      }
    }
    new StoreChange(weaver, api).follow(changed, Goal.READY, wait, "is ready");
  }

  private ObjectNode change(Api api, JsonNode found) {
    ObjectNode change = JsonNodeFactory.instance.objectNode();
    if (plan != null) {
      change.put("plan", plan);
    }
    String version = chartVersion != null ? chartVersion : plan == null ? newest(api, found) : null;
    return version == null ? change : change.put("chart_version", version);
  }

  private static String newest(Api api, JsonNode store) {
    for (JsonNode engine : api.get("/engines").path("engines")) {
      if (engine.path("id").equals(store.path("engine"))) {
        return engine.path("default_chart_version").asText();
      }
    }
    throw new CommandFailed(
        Exit.NOT_FOUND, "The server knows no chart for " + store.path("engine").asText() + ".");
  }
}
