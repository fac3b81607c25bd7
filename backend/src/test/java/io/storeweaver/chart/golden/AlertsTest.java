package io.storeweaver.chart.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alerts, their runbooks and the dashboard speak of what there is. */
class AlertsTest {
  private static final Path MONITORING = Path.of("..", "helm", "platform", "monitoring");
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern METRIC = Pattern.compile("\\b((?:storeweaver|hikaricp)_[a-z_]+)");

  @Test
  void everyAlertHasARunbookAndEveryRunbookAnAlert() throws IOException {
    List<String> headings =
        Files.readAllLines(DOCS.resolve("operations.md")).stream()
            .filter(line -> line.startsWith("### StoreWeaver"))
            .map(line -> line.substring(4))
            .toList();
    assertThat(rules().map(rule -> rule.path("alert").asText()))
        .isNotEmpty()
        .containsExactlyElementsOf(headings);
    assertThat(rules())
        .allMatch(
            rule ->
                rule.at("/annotations/runbook_url")
                    .asText()
                    .equals(
                        "docs/operations.md#"
                            + rule.path("alert").asText().toLowerCase(Locale.ROOT)));
  }

  @Test
  void everyAlertSaysHowBadItIsAndWhatItMeans() throws IOException {
    assertThat(rules())
        .allMatch(
            rule -> Set.of("critical", "warning").contains(rule.at("/labels/severity").asText()))
        .allMatch(rule -> !rule.at("/annotations/summary").asText().isBlank())
        .allMatch(rule -> !rule.at("/annotations/description").asText().isBlank());
  }

  @Test
  void everyAlertIsPlayed() throws IOException {
    String tests = Files.readString(MONITORING.resolve("alerts_test.yaml"));
    assertThat(rules().map(rule -> rule.path("alert").asText()))
        .allMatch(name -> tests.contains("alertname: " + name));
  }

  @Test
  void rulesRunbooksAndDashboardNameOnlyMetricsThatThereAre() throws IOException {
    String known = Files.readString(DOCS.resolve("metrics.md"));
    for (Path file :
        List.of(
            MONITORING.resolve("alerts.yaml"),
            MONITORING.resolve("alerts_test.yaml"),
            MONITORING.resolve("dashboard.json"),
            DOCS.resolve("operations.md"))) {
      assertThat(named(Files.readString(file)))
          .as(file.toString())
          .isNotEmpty()
          .allMatch(
              metric ->
                  known.contains(
                      "`" + metric.replaceAll("(?<=_seconds)_(bucket|sum|count|max)$", "") + "`"));
    }
  }

  private static Set<String> named(String text) {
    Set<String> named = new TreeSet<>();
    Matcher metric = METRIC.matcher(text);
    while (metric.find()) {
      named.add(metric.group(1));
    }
    named.remove("storeweaver_session");
    return named;
  }

  private static Stream<JsonNode> rules() throws IOException {
    List<JsonNode> rules = new ArrayList<>();
    for (JsonNode file : Json.documents(Files.readString(MONITORING.resolve("alerts.yaml")))) {
      file.path("groups").forEach(group -> group.path("rules").forEach(rules::add));
    }
    return rules.stream();
  }
}
