package io.storeweaver.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands about stores. */
@Command(
    name = "stores",
    aliases = "store",
    description = "Create stores, look at them, change and delete them.",
    footer = {
      "  weaver stores list",
      "  weaver stores create acme --engine woocommerce --wait",
      "  weaver stores get acme"
    })
final class StoresCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw Weaver.missingCommand(spec);
  }
}
