package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the change that is under way. */
@Command(
    name = "cancel",
    description = "Stop the change that is under way. What exists stays, for a retry or a delete.",
    footer = {"  weaver stores cancel acme"})
final class CancelStore implements Runnable {
  private final Weaver weaver;

  @Mixin private StoreParameter store = new StoreParameter();

  CancelStore(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    StoreCalls stores = new StoreCalls(weaver.api());
    JsonNode cancelled = stores.act(stores.id(store.text()), "cancel");
    String id = cancelled.path("id").asText();
    weaver.printer().note("Cancelled. Go on with: weaver stores retry " + id);
    weaver.printer().answer(cancelled, id);
  }
}
