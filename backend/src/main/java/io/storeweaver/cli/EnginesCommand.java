package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

/** Lists the engines. */
@Command(
    name = "engines",
    description = "List the engines and the versions of their charts.",
    footer = {"  weaver engines", "  weaver engines -o yaml"})
final class EnginesCommand implements Runnable {
  private final Weaver weaver;

  EnginesCommand(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    JsonNode answer = weaver.api().get("/engines");
    weaver.printer().answer(answer, () -> table(answer));
  }

  private static Table table(JsonNode answer) {
    Table table = new Table("ENGINE", "NAME", "CHART", "VERSION", "DEFAULT", "DESCRIPTION");
    for (JsonNode engine : answer.path("engines")) {
      for (JsonNode version : engine.path("versions")) {
        JsonNode chart = version.path("chart_version");
        table.row(
            engine.path("id").asText(),
            engine.path("name").asText(),
            chart.asText(),
            version.path("engine_version").asText(),
            chart.equals(engine.path("default_chart_version")) ? "yes" : "",
            engine.path("description").asText());
      }
    }
    return table;
  }
}
