package io.storeweaver.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts a suspended store again. */
@Command(
    name = "resume",
    description = "Start a suspended store again.",
    footer = {"  weaver stores resume acme --wait"})
final class ResumeStore implements Runnable {
  private final Weaver weaver;

  @Mixin private ChangedStore store = new ChangedStore();

  ResumeStore(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    store.change(
        weaver,
        (stores, id) -> stores.edit(id, StoreCalls.suspended(false)),
        Goal.READY,
        "is ready");
  }
}
