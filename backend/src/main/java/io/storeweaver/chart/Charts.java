package io.storeweaver.chart;

import io.storeweaver.ChartConfig;
import io.storeweaver.store.ChartVersions;
import io.storeweaver.store.ChartVersions.ChartVersion;
import io.storeweaver.store.Engine;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The charts of both engines, every version that any store may still run on. */
public final class Charts {
  private final ChartVersions versions;
  private final Map<String, ChartArchive> opened = new ConcurrentHashMap<>();

  public Charts(ChartVersions versions) {
    this.versions = versions;
  }

  /**
   * Adds the charts that this release brings, or those of the folders that the settings name.
   *
   * @throws BadChart where a folder holds no usable chart
   */
  public void addOwn(ChartConfig config) {
    add(Engine.WOOCOMMERCE, own(config.woocommerce(), "charts/store"));
    add(Engine.MEDUSA, own(config.medusa(), "charts/medusa-store"));
  }

  private static ChartArchive own(Optional<Path> folder, String otherwise) {
    return folder
        .map(ChartArchive::ofDirectory)
        .orElseGet(() -> ChartArchive.ofClasspath(otherwise));
  }

  /** Adds one chart; a chart of the same version is replaced. */
  public void add(Engine engine, ChartArchive chart) {
    versions.put(
        new ChartVersion(engine, chart.version(), chart.appVersion(), chart.digest()),
        chart.toTgz());
    opened.remove(key(engine, chart.version()));
  }

  /** The chart of a version. It has been there since a store was accepted with it. */
  public ChartArchive get(Engine engine, String version) {
    return opened.computeIfAbsent(
        key(engine, version),
        key ->
            ChartArchive.ofTgz(
                versions
                    .archive(engine, version)
                    .orElseThrow(
                        () ->
                            new BadChart(
                                "Chart "
                                    + key
                                    + " is not in the database any more; restore it or upgrade the store."))));
  }

  private static String key(Engine engine, String version) {
    return engine.id() + " " + version;
  }
}
