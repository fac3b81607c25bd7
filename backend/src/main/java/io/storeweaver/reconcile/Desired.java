package io.storeweaver.reconcile;

import io.storeweaver.chart.ChartArchive;
import io.storeweaver.chart.Charts;
import io.storeweaver.chart.RenderedChart;
import io.storeweaver.chart.Renderer;
import io.storeweaver.chart.Values;
import io.storeweaver.store.Store;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What should be in the cluster for a store: a chart and values, known by their digest without
 * rendering.
 */
final class Desired {
  private final Charts charts;
  private final Values values;
  private final Renderer renderer;

  Desired(Charts charts, Values values, Renderer renderer) {
    this.charts = charts;
    this.values = values;
    this.renderer = renderer;
  }

  /** The chart that the store is to run. */
  ChartArchive chart(Store store) {
    return charts.get(store.engine(), store.spec().chartVersion());
  }

  /** Digest of all that a rendering depends on. */
  String digest(Store store, @Nullable String credentialsRevision) {
    return renderer.inputDigest(
        chart(store),
        store.id(),
        store.namespace(),
        of(store, credentialsRevision),
        values.files());
  }

  /** The rendered chart. */
  RenderedChart render(Store store, @Nullable String credentialsRevision) {
    return renderer.render(
        chart(store),
        store.id(),
        store.namespace(),
        of(store, credentialsRevision),
        values.files());
  }

  /** Where customers reach the store. */
  String url(Store store) {
    return values.url(store);
  }

  private Map<String, Object> of(Store store, @Nullable String credentialsRevision) {
    return values.of(store, credentialsRevision);
  }
}
