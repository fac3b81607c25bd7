package io.storeweaver.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tries a failed store again. */
@Command(
    name = "retry",
    description = "Try a failed or degraded store again, from where it stands.",
    footer = {"  weaver stores retry acme --wait"})
final class RetryStore implements Runnable {
  private final Weaver weaver;

  @Mixin private StoreParameter store = new StoreParameter();
  @Mixin private WaitOptions wait = new WaitOptions();

  RetryStore(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    Api api = weaver.api();
    StoreCalls stores = new StoreCalls(api);
    new StoreChange(weaver, api)
        .follow(stores.act(stores.id(store.text()), "retry"), Goal.READY, wait, "is ready");
  }
}
