package io.storeweaver.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Scales a store to nothing and keeps its data. */
@Command(
    name = "suspend",
    description = "Stop a store and keep its data; weaver stores resume starts it again.",
    footer = {"  weaver stores suspend acme --wait"})
final class SuspendStore implements Runnable {
  private final Weaver weaver;

  @Mixin private ChangedStore store = new ChangedStore();

  SuspendStore(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    store.change(
        weaver,
        (stores, id) -> stores.edit(id, StoreCalls.suspended(true)),
        Goal.SUSPENDED,
        "is suspended");
  }
}
