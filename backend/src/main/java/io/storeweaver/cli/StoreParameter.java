package io.storeweaver.cli;

import picocli.CommandLine.Parameters;

/** The store that a command is about. */
final class StoreParameter {
  @Parameters(paramLabel = "STORE", description = "The store's id or name.")
  private String store = "";

  String text() {
    return store;
  }
}
