package io.storeweaver.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The charts that the artefact carries, as the control plane renders and records them. */
class BundledChartsTest {
  private static final int LARGEST_SECRET = 1024 * 1024;
  private static final Renderer RENDERER = Fixtures.renderer();
  private static final Map<String, Object> VALUES =
      Map.of(
          "store",
          Map.of("id", "tea-abc123", "name", "Tea", "currency", "EUR", "country", "DE"),
          "plan",
          "business",
          "suspended",
          false,
          "ingress",
          Map.of("host", "tea.localhost"));

  @AfterAll
  static void close() {
    RENDERER.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"charts/store", "charts/medusa-store"})
  void aBundledChartIsRenderedAndItsRecordFitsIntoASecret(String prefix) {
    ChartArchive chart = ChartArchive.ofClasspath(prefix);
    Map<String, Object> values = new HashMap<>(VALUES);
    values.put("secrets", Map.of("create", false, "revision", "1"));

    RenderedChart rendered =
        RENDERER.render(
            chart, "tea-abc123", "store-tea-abc123", values, List.of("values-local.yaml"));
    ObjectNode secret = record(rendered).toSecret();

    assertThat(chart.plans()).containsOnlyKeys("starter", "standard", "business");
    assertThat(rendered.objects())
        .noneMatch(object -> object.path("kind").asText().equals("Secret"));
    assertThat(rendered.hooks()).isNotEmpty();
    assertThat(rendered.notes()).isNotBlank();
    assertThat(Yaml.json(secret).getBytes(StandardCharsets.UTF_8).length)
        .isLessThan(LARGEST_SECRET / 8);
    assertThat(ReleaseRecord.fromSecret(secret)).isEqualTo(record(rendered));
  }

  @ParameterizedTest
  @ValueSource(strings = {"charts/store", "charts/medusa-store"})
  void aChartThatMadeItsOwnSecretsIsNotRecorded(String prefix) {
    RenderedChart rendered =
        RENDERER.render(
            ChartArchive.ofClasspath(prefix), "tea-abc123", "store-tea-abc123", VALUES, List.of());

    assertThatThrownBy(() -> record(rendered))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("would hold a credential, Secret/");
  }

  private static ReleaseRecord record(RenderedChart rendered) {
    Instant now = Instant.parse("2026-03-01T10:00:00Z");
    return ReleaseRecord.of(rendered, 1, ReleaseStatus.DEPLOYED, now, now, "Install complete");
  }
}
