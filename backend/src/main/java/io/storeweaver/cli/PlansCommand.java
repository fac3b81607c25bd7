package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Lists the plans. */
@Command(
    name = "plans",
    description = "List the plans and what a store of each may take, by engine.",
    footer = {"  weaver plans"})
final class PlansCommand implements Runnable {
  private final Weaver weaver;

  PlansCommand(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    JsonNode answer = weaver.api().get("/plans");
    weaver.printer().answer(answer, () -> table(answer));
  }

  private static Table table(JsonNode answer) {
    Table table = new Table("PLAN", "NAME", "ENGINE", "LIMITS");
    for (JsonNode plan : answer.path("plans")) {
      for (Map.Entry<String, JsonNode> engine : plan.path("limits").properties()) {
        table.row(
            plan.path("id").asText(),
            plan.path("name").asText(),
            engine.getKey(),
            limits(engine.getValue()));
      }
    }
    return table;
  }

  private static String limits(JsonNode quota) {
    List<String> limits = new ArrayList<>();
    quota.properties().forEach(l -> limits.add(l.getKey() + " " + l.getValue().asText()));
    return String.join(", ", limits);
  }
}
