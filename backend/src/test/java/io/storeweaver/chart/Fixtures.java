package io.storeweaver.chart;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The small chart of these tests, and a renderer that unpacks the engine once for all of them. */
final class Fixtures {
  static final Path SMALL = Path.of("src/test/resources/charts-fixture/small");
  static final Path ENGINE = Path.of("target/helm-engine");

  private Fixtures() {}

  static ChartArchive small() {
    return ChartArchive.ofDirectory(SMALL);
  }

  static Renderer renderer() {
    return new Renderer(Renderer.Settings.of(ENGINE));
  }

  static RenderedChart render(Renderer renderer, Map<String, Object> values) {
    return renderer.render(small(), "shop-abc123", "store-shop-abc123", values, List.of());
  }
}
