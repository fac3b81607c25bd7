package io.storeweaver.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Prints how long a warm render takes and how the process grows with renders; run by hand, not a
 * test. Arguments: a chart folder, the number of renders.
 */
final class RenderBenchmark {
  private RenderBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    ChartArchive chart = ChartArchive.ofDirectory(Path.of(arguments[0]));
    int renders = Integer.parseInt(arguments[1]);
    try (Renderer renderer = new Renderer(keepingNothing())) {
      long started = System.nanoTime();
      render(renderer, chart, "first");
      System.out.printf(
          "first render, engine loaded with it: %d ms%n",
          (System.nanoTime() - started) / 1_000_000);
      for (int round = 0; round < 4; round++) {
        long[] micros = new long[renders];
        for (int i = 0; i < renders; i++) {
          long before = System.nanoTime();
          render(renderer, chart, "shop-" + round + "-" + i);
          micros[i] = (System.nanoTime() - before) / 1_000;
        }
        Arrays.sort(micros);
        System.out.printf(
            "round %d: p50 %.1f ms, p99 %.1f ms, RSS %s%n",
            round, micros[renders / 2] / 1e3, micros[renders * 99 / 100] / 1e3, rss());
      }
    }
  }

  private static Renderer.Settings keepingNothing() {
    return new Renderer.Settings(Fixtures.ENGINE, 2, Duration.ofSeconds(20), 0, "1.35.0");
  }

  private static void render(Renderer renderer, ChartArchive chart, String release) {
    Map<String, Object> values =
        Map.of(
            "store", Map.of("id", release, "name", "Tea", "currency", "EUR", "country", "DE"),
            "secrets", Map.of("create", false, "revision", "1"),
            "ingress", Map.of("host", release + ".localhost"));
    renderer.render(chart, release, "store-" + release, values, List.of());
  }

  private static String rss() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines.filter(line -> line.startsWith("VmRSS")).findFirst().orElse("unknown");
    }
  }
}
