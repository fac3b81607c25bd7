package io.storeweaver.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Scales a store to nothing and keeps its data. */
@Command(
    name = "suspend",
    description = "Stop a store and keep its data; weaver stores resume starts it again.",
    footer = {"  weaver stores suspend acme --wait"})
final class SuspendStore implements Runnable {
  private final Weaver weaver;

  @Mixin private StoreParameter store = new StoreParameter();
  @Mixin private WaitOptions wait = new WaitOptions();

  SuspendStore(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    Api api = weaver.api();
    StoreCalls stores = new StoreCalls(api);
    new StoreChange(weaver, api)
        .follow(
            stores.edit(
                stores.id(store.text()),
                JsonNodeFactory.instance.objectNode().put("suspended", true)),
            Goal.SUSPENDED,
            wait,
            "is suspended");
  }
}
