package io.storeweaver.chart.golden;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** One of the two charts, rendered by Helm's engine in this process. */
enum StoreChart {
  WOOCOMMERCE("store", 15),
  MEDUSA("medusa-store", 18);

  static final String RELEASE = "shop-abc123";
  private static final Path CHARTS = Path.of("..", "helm");

  static {
    System.setProperty("jna.encoding", "UTF-8");
  }

  final String folder;

  /** Objects besides Secrets with default values: each costs a write to the API server. */
  final int mostObjects;

  StoreChart(String folder, int mostObjects) {
    this.folder = folder;
    this.mostObjects = mostObjects;
  }

  Path path() {
    return CHARTS.resolve(folder);
  }

  /** Renders with the Secrets left to others, as the control plane does. */
  Rendered render(Map<String, ?> values) {
    return render(RELEASE, List.of(), values);
  }

  /** Renders with values files of the chart, later ones winning, and values on top. */
  Rendered render(String release, List<String> valuesFiles, Map<String, ?> values) {
    return new Rendered(helm(path(), release, valuesFiles, values));
  }

  /** Renders the Secrets, too, as Helm does where the cluster has none yet. */
  Rendered renderWithSecrets(List<String> valuesFiles) {
    // The engine in this process would ask a cluster; Helm's answer for "not there" is nil.
    return renderAltered("\\(lookup [^)]*\\)\\.data", "dict", valuesFiles, true);
  }

  /** Renders the pod of {@code helm test}, too; the engine leaves hooks out. */
  Rendered renderWithTestPod() {
    return renderAltered("helm\\.sh/hook", "unhooked", List.of(), false);
  }

  private Rendered renderAltered(
      String pattern, String replacement, List<String> valuesFiles, boolean secrets) {
    try {
      Path copy = Files.createTempDirectory("chart");
      try {
        copy(copy, text -> text.replaceAll(pattern, replacement));
        var values = Map.of("secrets", Map.of("create", secrets));
        return new Rendered(helm(copy, RELEASE, valuesFiles, values));
      } finally {
        delete(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String helm(Path chart, String release, List<String> valuesFiles, Map<String, ?> values) {
    try {
      Path file = Files.createTempFile("values", ".json");
      try {
        Files.writeString(file, Json.write(Json.merge(Values.WITHOUT_SECRETS, values)));
        var template =
            new Helm(chart)
                .template()
                .withName(release)
                .withNamespace("store-" + release)
                .withKubeVersion("1.35.0");
        valuesFiles.forEach(name -> template.withValuesFile(path().resolve(name)));
        return template.withValuesFile(file).call();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy(Path copy, UnaryOperator<String> change) throws IOException {
    try (Stream<Path> files = Files.walk(path())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(path().relativize(file).toString());
        Files.createDirectories(target.resolveSibling("."));
        Files.writeString(target, change.apply(Files.readString(file)));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
