package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates several stores: what fails for one does not keep the others back. */
final class StoreBatch {
  private final Weaver weaver;
  private final Api api;
  private int failures;
  private Exit worst = Exit.OK;

  StoreBatch(Weaver weaver, Api api) {
    this.weaver = weaver;
    this.api = api;
  }

  /** All are asked for before the first is waited for, so that they are made side by side. */
  void create(List<ObjectNode> wanted, WaitOptions wait) {
    List<JsonNode> accepted = new ArrayList<>();
    for (ObjectNode each : wanted) {
      JsonNode store = attempt(each.path("name").asText("?"), () -> CreateStore.send(api, each));
      if (store != null) {
        accepted.add(store);
      }
    }
    for (JsonNode each : accepted) {
      String id = each.path("id").asText();
      JsonNode store =
          wait.waits()
              ? attempt(id, () -> weaver.waiting(api).until(each, Goal.READY, wait.timeout()))
              : each;
      if (store != null) {
        weaver
            .printer()
            .item(store, () -> wait.waits() ? id + "  " + store.path("store_url").asText() : id);
      }
    }
    if (failures > 0) {
      throw new CommandFailed(
          worst, failures + " of " + wanted.size() + " stores were not made; see above.");
    }
  }

  private @Nullable JsonNode attempt(String name, Supplier<JsonNode> act) {
    try {
      return act.get();
    } catch (CommandFailed e) {
      failures++;
      worst = worst == Exit.OK ? e.exit() : worst;
      weaver.printer().error(name + ": " + e.sentence());
      e.hints().forEach(hint -> weaver.printer().error("  " + hint));
      return null;
    }
  }
}
