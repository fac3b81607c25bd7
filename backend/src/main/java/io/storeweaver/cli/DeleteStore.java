package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes a store. */
@Command(
    name = "delete",
    description = {
      "Delete a store with everything in it. Asks for the store's name in a terminal; elsewhere it"
          + " needs --yes."
    },
    footer = {"  weaver stores delete acme", "  weaver stores delete acme-x1y2z3 --yes --wait"})
final class DeleteStore implements Runnable {
  private final Weaver weaver;

  @Mixin private StoreParameter store = new StoreParameter();

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Mixin private WaitOptions wait = new WaitOptions();

  DeleteStore(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    Api api = weaver.api();
    JsonNode found = new StoreCalls(api).find(store.text());
    if (!yes) {
      ask(found.path("name").asText(), found.path("id").asText());
    }
    JsonNode answer =
        api.send(
                "DELETE",
                StoreCalls.path(found.path("id").asText()),
                null,
                "Prefer",
                "respond-async")
            .body();
    new StoreChange(weaver, api).follow(answer, Goal.DELETED, wait, "is deleted");
  }

  private void ask(String name, String id) {
    Console console = weaver.console();
    if (!console.inTerminal()) {
      throw new CommandFailed(
          Exit.USAGE,
          "Nobody can be asked whether to delete " + id + "; nothing was deleted.",
          "Say so with: weaver stores delete " + id + " --yes");
    }
    String shown = DisplayWidth.printable(name);
    String typed =
        Prompt.answer(
            console,
            "This deletes the store "
                + shown
                + " ("
                + id
                + ") with all its orders, products and"
                + " files.\nType its name to go on: ");
    if (!typed.equals(name) && !typed.equals(id)) {
      throw new CommandFailed(Exit.REFUSED, "That is not its name; nothing was deleted.");
    }
  }
}
