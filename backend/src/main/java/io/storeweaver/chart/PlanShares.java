package io.storeweaver.chart;

import io.storeweaver.store.ChartVersions;
import io.storeweaver.store.ChartVersions.ChartVersion;
import io.storeweaver.store.Engine;
import io.storeweaver.store.Plan;
import io.storeweaver.store.Share;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a store of a plan takes, as the newest chart of its engine says. */
public final class PlanShares implements BiFunction<Engine, Plan, Share> {
  private static final Pattern QUANTITY = Pattern.compile("([0-9.]+)(m|k|M|G|T|Ki|Mi|Gi|Ti)?");
  private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);

  private final Charts charts;
  private final ChartVersions versions;
  private final Map<String, Share> known = new ConcurrentHashMap<>();

  public PlanShares(Charts charts, ChartVersions versions) {
    this.charts = charts;
    this.versions = versions;
  }

  @Override
  public Share apply(Engine engine, Plan plan) {
    return known.computeIfAbsent(engine.id() + " " + plan.id(), key -> read(engine, plan));
  }

  private Share read(Engine engine, Plan plan) {
    List<ChartVersion> newestFirst = versions.of(engine);
    if (newestFirst.isEmpty()) {
      return Share.NOTHING;
    }
    Map<String, String> quota =
        CatalogueResource.quota(charts.get(engine, newestFirst.getFirst().version()), plan);
    return new Share(
        quantity(quota.getOrDefault("cpu", "0")),
        gib(quota.getOrDefault("memory", "0")),
        gib(quota.getOrDefault("storage", "0")));
  }

  private static BigDecimal gib(String text) {
    return quantity(text).divide(GIB, MathContext.DECIMAL64);
  }

  /** A quantity as Kubernetes writes it. */
  static BigDecimal quantity(String text) {
    Matcher parts = QUANTITY.matcher(text);
    if (!parts.matches()) {
      throw new BadChart("A plan has the quantity \"" + text + "\", which cannot be read.");
    }
    String unit = parts.group(2) == null ? "" : parts.group(2);
    BigDecimal factor =
        switch (unit) {
          case "m" -> new BigDecimal("0.001");
          case "k" -> BigDecimal.valueOf(1_000);
          case "M" -> BigDecimal.valueOf(1_000_000);
          case "G" -> BigDecimal.valueOf(1_000_000_000);
          case "T" -> BigDecimal.valueOf(1_000_000_000_000L);
          case "Ki" -> BigDecimal.valueOf(1L << 10);
          case "Mi" -> BigDecimal.valueOf(1L << 20);
          case "Gi" -> BigDecimal.valueOf(1L << 30);
          case "Ti" -> BigDecimal.valueOf(1L << 40);
          default -> BigDecimal.ONE;
        };
    return new BigDecimal(parts.group(1)).multiply(factor);
  }
}
