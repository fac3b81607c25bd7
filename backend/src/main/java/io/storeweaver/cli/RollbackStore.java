package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Goes back to an earlier revision. */
@Command(
    name = "rollback",
    description = "Go back to what an earlier revision had; the shop's data is not touched.",
    footer = {
      "  weaver stores revisions acme",
      "  weaver stores rollback acme --wait           # to the one before the present one",
      "  weaver stores rollback acme 3 --wait"
    })
final class RollbackStore implements Runnable {
  private final Weaver weaver;

  @Mixin private StoreParameter store = new StoreParameter();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "REVISION",
      description = "The revision. Default: the one before the present one.")
  private @Nullable Integer revision;

  @Mixin private WaitOptions wait = new WaitOptions();

  RollbackStore(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    Api api = weaver.api();
    String id = new StoreCalls(api).id(store.text());
    int target = revision != null ? revision : before(api.get(RevisionsCommand.path(id)), id);
    JsonNode accepted =
        api.post(
            StoreCalls.path(id) + "/rollback",
            JsonNodeFactory.instance.objectNode().put("revision", target));
    Goal goal = accepted.path("suspended").asBoolean() ? Goal.SUSPENDED : Goal.READY;
    new StoreChange(weaver, api)
        .follow(accepted, goal, wait, "has what revision " + target + " had");
  }

  private static int before(JsonNode answer, String id) {
    boolean passed = false;
    for (JsonNode each : answer.path("revisions")) {
      if (passed) {
        return each.path("revision").asInt();
      }
      passed = each.path("current").asBoolean();
    }
    throw new CommandFailed(
        Exit.NOT_FOUND,
        "The store has no revision before the present one.",
        "See which there are with: weaver stores revisions " + id);
  }
}
