package io.storeweaver.chart.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every values file renders to the text that was read and approved. {@code -Dgolden.update=true}
 * writes the files anew; read the difference before it is committed.
 */
class GoldenFilesTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "charts", "golden");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  @TestFactory
  Stream<DynamicTest> rendersAsApproved() {
    return Stream.of(StoreChart.values())
        .flatMap(
            chart ->
                cases(chart).entrySet().stream()
                    .map(
                        entry ->
                            DynamicTest.dynamicTest(
                                entry.getKey(),
                                () -> compare(entry.getKey(), entry.getValue().get()))));
  }

  private static Map<String, Supplier<Rendered>> cases(StoreChart chart) {
    Map<String, Supplier<Rendered>> cases = new LinkedHashMap<>();
    for (String file : Values.FILES) {
      cases.put(
          chart.folder + "-" + file,
          () -> chart.render(StoreChart.RELEASE, List.of(file), Map.of()));
    }
    cases.put(
        chart.folder + "-by-hand.yaml", () -> chart.renderWithSecrets(List.of("values.yaml")));
    cases.put(
        chart.folder + "-control-plane.yaml",
        () ->
            chart.render(StoreChart.RELEASE, List.of("values-local.yaml"), Values.controlPlane()));
    cases.put(chart.folder + "-suspended.yaml", () -> chart.render(Map.of("suspended", true)));
    return cases;
  }

  private static void compare(String name, Rendered rendered) throws IOException {
    Path golden = GOLDEN.resolve(name);
    String text = withoutRandomness(rendered.text());
    if (UPDATE) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, text);
    }
    assertThat(golden).exists();
    assertThat(text).isEqualTo(Files.readString(golden));
  }

  // Fresh passwords differ in each rendering; fixed texts in the same place are shorter.
  private static String withoutRandomness(String text) {
    return text.replaceAll("(?m)^(  [A-Za-z_-]+: )[A-Za-z0-9+/]{31,}=*$", "$1<random>");
  }
}
