package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** What a command says after the server has accepted a change of a store, and whether it waits. */
final class StoreChange {
  private final Weaver weaver;
  private final Api api;

  StoreChange(Weaver weaver, Api api) {
    this.weaver = weaver;
    this.api = api;
  }

  /**
   * @param done what holds once the goal is reached, such as {@code is suspended}
   */
  void follow(JsonNode accepted, Goal goal, WaitOptions wait, String done) {
    String id = accepted.path("id").asText();
    Printer printer = weaver.printer();
    if (!wait.waits()) {
      printer.note("Accepted. Follow it with: weaver stores watch " + id);
      printer.answer(accepted, id);
      return;
    }
    JsonNode store = weaver.waiting(api).until(accepted, goal, wait.timeout());
    printer.note(id + " " + done + ".");
    printer.answer(store, goal == Goal.READY ? store.path("store_url").asText(id) : id);
  }
}
