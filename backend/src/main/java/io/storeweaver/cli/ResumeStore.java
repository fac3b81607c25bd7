package io.storeweaver.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts a suspended store again. */
@Command(
    name = "resume",
    description = "Start a suspended store again.",
    footer = {"  weaver stores resume acme --wait"})
final class ResumeStore implements Runnable {
  private final Weaver weaver;

  @Mixin private StoreParameter store = new StoreParameter();
  @Mixin private WaitOptions wait = new WaitOptions();

  ResumeStore(Weaver weaver) {
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
                JsonNodeFactory.instance.objectNode().put("suspended", false)),
            Goal.READY,
            wait,
            "is ready");
  }
}
