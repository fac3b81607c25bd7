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

  @Mixin private ChangedStore store = new ChangedStore();

  RetryStore(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    store.change(weaver, (stores, id) -> stores.act(id, "retry"), Goal.READY, "is ready");
  }
}
