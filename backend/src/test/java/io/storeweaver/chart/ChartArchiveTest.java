package io.storeweaver.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartArchiveTest {
  private static final String CHART = "apiVersion: v2\nname: tiny\nversion: 0.1.0\n";

  @TempDir Path folder;

  @Test
  void aChartInAFolderTellsWhatItIs() {
    ChartArchive chart = Fixtures.small();

    assertThat(chart).hasToString("small-1.2.3");
    assertThat(chart.appVersion()).isEqualTo("6.8");
    assertThat(chart.description()).startsWith("A small chart");
    assertThat(chart.defaultValues()).containsEntry("replicas", 1);
    assertThat(chart.plans()).containsOnlyKeys("starter", "business");
    assertThat(chart.digest()).matches("sha256:[0-9a-f]{64}");
  }

  @Test
  void packingAndUnpackingKeepsTheDigestAndTheBytes() {
    ChartArchive chart = Fixtures.small();

    ChartArchive unpacked = ChartArchive.ofTgz(chart.toTgz());

    assertThat(unpacked.digest()).isEqualTo(chart.digest());
    assertThat(unpacked.toTgz()).isEqualTo(chart.toTgz());
  }

  @Test
  void theDigestChangesWithAnyByteAndNotWithLitter() throws IOException {
    write("Chart.yaml", CHART);
    write("templates/a.yaml", "a: 1\n");
    String before = ChartArchive.ofDirectory(folder).digest();

    write(".DS_Store", "x");
    write("templates/a.yaml~", "x");
    String withLitter = ChartArchive.ofDirectory(folder).digest();
    write("templates/a.yaml", "a: 2\n");

    assertThat(withLitter).isEqualTo(before);
    assertThat(ChartArchive.ofDirectory(folder).digest()).isNotEqualTo(before);
  }

  @Test
  void aChartIsReadFromAJarOnTheClasspath() throws IOException {
    Path jar = folder.resolve("an artefact with spaces.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : Fixtures.small().files().entrySet()) {
        packed.putNextEntry(new ZipEntry("charts/small/" + file.getKey()));
        packed.write(file.getValue());
      }
      packed.putNextEntry(new ZipEntry("charts/smaller/Chart.yaml"));
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      thread.setContextClassLoader(loader);
      assertThat(ChartArchive.ofClasspath("charts/small").digest())
          .isEqualTo(Fixtures.small().digest());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void aChartIsReadFromAFolderOnTheClasspath() {
    assertThat(ChartArchive.ofClasspath("charts-fixture/small").digest())
        .isEqualTo(Fixtures.small().digest());
  }

  @Test
  void whatIsNoChartIsRefusedWithWhatAndWhere() throws IOException {
    assertThatThrownBy(() -> ChartArchive.ofDirectory(folder))
        .isInstanceOf(BadChart.class)
        .hasMessageContaining("holds no Chart.yaml");
    assertThatThrownBy(() -> ChartArchive.ofDirectory(folder.resolve("nowhere")))
        .isInstanceOf(BadChart.class)
        .hasMessageContaining("nowhere");
    assertThatThrownBy(() -> ChartArchive.ofClasspath("charts/none"))
        .isInstanceOf(BadChart.class)
        .hasMessageContaining("charts/none");
    assertThatThrownBy(() -> ChartArchive.ofTgz("no gzip".getBytes(UTF_8)))
        .isInstanceOf(BadChart.class)
        .hasMessageContaining("cannot be unpacked");
    write("Chart.yaml", "name: Big Name\nversion: 1\n");
    assertThatThrownBy(() -> ChartArchive.ofDirectory(folder))
        .isInstanceOf(BadChart.class)
        .hasMessageContaining("'Big Name'");
    write("Chart.yaml", "name: [\n");
    assertThatThrownBy(() -> ChartArchive.ofDirectory(folder))
        .isInstanceOf(BadChart.class)
        .hasMessageContaining("not valid YAML");
  }

  @Test
  void aLinkThatLeavesTheFolderIsRefused() throws IOException {
    write("outside.txt", "not for the chart");
    write("chart/Chart.yaml", CHART);
    Path link = folder.resolve("chart/link.txt");
    Files.createSymbolicLink(link, Path.of("../outside.txt"));

    assertThatThrownBy(() -> ChartArchive.ofDirectory(folder.resolve("chart")))
        .isInstanceOf(BadChart.class)
        .hasMessageContaining("leaves the folder");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.yaml",
        "templates/../../evil.yaml",
        "/etc/evil",
        "templates//a",
        "c:\\evil"
      })
  void anArchiveWithANameThatCouldLeaveItsFolderIsRefused(String name) {
    Map<String, byte[]> files =
        new TreeMap<>(Map.of("Chart.yaml", CHART.getBytes(UTF_8), name, new byte[0]));

    assertThatThrownBy(() -> ChartArchive.ofTgz(Tarball.write("tiny", files)))
        .isInstanceOf(BadChart.class)
        .hasMessageContaining("was not read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../..", "/", "."})
  void anArchiveWhoseTopFolderIsNoPlainNameIsRefused(String top) {
    byte[] tgz = Tarball.write(top, Map.of("Chart.yaml", CHART.getBytes(UTF_8)));

    assertThatThrownBy(() -> ChartArchive.ofTgz(tgz)).isInstanceOf(BadChart.class);
  }

  @Test
  void aChartLargerThanFiveMebibytesIsRefusedWhereverItComesFrom() throws IOException {
    write("Chart.yaml", CHART);
    Files.write(folder.resolve("big.bin"), new byte[ChartFiles.MAX_BYTES]);
    byte[] bomb = Tarball.write("tiny", Map.of("zeros", new byte[64 * 1024 * 1024]));

    assertThatThrownBy(() -> ChartArchive.ofDirectory(folder))
        .isInstanceOf(BadChart.class)
        .hasMessageContaining("larger than 5 MiB");
    assertThatThrownBy(() -> ChartArchive.ofTgz(bomb))
        .isInstanceOf(BadChart.class)
        .hasMessageContaining("larger than 5 MiB");
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }
}
