package io.storeweaver.reconcile;

import io.storeweaver.chart.ChartArchive;
import io.storeweaver.chart.Charts;
import io.storeweaver.chart.RenderedChart;
import io.storeweaver.chart.Renderer;
import io.storeweaver.chart.Values;
import io.storeweaver.cluster.NodePorts;
import io.storeweaver.store.Store;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What should be in the cluster for a store: a chart and values, known by their digest without
 * rendering.
 */
final class Desired {
  private final Charts charts;
  private final Values values;
  private final Renderer renderer;
  private final Optional<NodePorts> nodePorts;

  Desired(Charts charts, Values values, Renderer renderer, Optional<NodePorts> nodePorts) {
    this.charts = charts;
    this.values = values;
    this.renderer = renderer;
    this.nodePorts = nodePorts;
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

  /**
   * Where customers reach the store; with node ports the cluster has to be asked.
   *
   * @throws io.storeweaver.cluster.ClusterFailure where it does not tell
   */
  String url(Store store) {
    return nodePorts.map(ports -> ports.url(store)).orElseGet(() -> values.url(store));
  }

  /** True where the store's address is a port of a node. */
  boolean reachedByNodePort() {
    return nodePorts.isPresent();
  }

  private Map<String, Object> of(Store store, @Nullable String credentialsRevision) {
    return values.of(store, credentialsRevision);
  }
}
