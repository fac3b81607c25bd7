package io.storeweaver.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RendererTest {
  private static Renderer renderer = Fixtures.renderer();

  @BeforeAll
  static void loadTheEngine() throws Exception {
    renderer.preload().get(60, TimeUnit.SECONDS);
  }

  @AfterAll
  static void close() {
    renderer.close();
  }

  @Test
  void aChartGivesObjectsHooksTextAndNotes() {
    RenderedChart rendered = Fixtures.render(renderer, Map.of("store", Map.of("name", "Tea & Co")));

    assertThat(rendered.objects())
        .extracting(object -> object.path("kind").asText())
        .containsExactly("ConfigMap", "Deployment");
    assertThat(rendered.manifest())
        .startsWith("---\n# Source: small/templates/store.yaml\n")
        .contains("kind: Deployment")
        .doesNotContain("Pod", "carried");
    assertThat(rendered.notes()).isEqualTo("Tea & Co is at \"shop-abc123\" <now>.\n");
    Hook hook = rendered.hooks().getFirst();
    assertThat(hook.events()).containsExactly("test");
    assertThat(hook.weight()).isEqualTo(5);
    assertThat(hook.deletePolicies()).containsExactly("before-hook-creation", "hook-succeeded");
    assertThat(hook.path()).isEqualTo("small/templates/test.yaml");
    assertThat(hook.manifest()).contains("helm.sh/hook: test").doesNotContain("carried");
    assertThat(RenderedChart.objectsOf(rendered.manifest())).isEqualTo(rendered.objects());
  }

  @Test
  void valuesFilesOfTheChartLieUnderTheGivenValues() {
    RenderedChart rendered =
        renderer.render(
            Fixtures.small(),
            "shop",
            "store-shop",
            Map.of("store", Map.of("name", "Mine")),
            List.of("values-local.yaml"));

    assertThat(rendered.config())
        .containsEntry("replicas", 2)
        .containsEntry("store", Map.of("name", "Mine", "currency", "EUR"));
    assertThat(rendered.objects().get(1).at("/spec/replicas").asInt()).isEqualTo(2);
    assertThatThrownBy(
            () ->
                renderer.render(
                    Fixtures.small(), "shop", "store-shop", Map.of(), List.of("values-x.yaml")))
        .isInstanceOf(RenderFailed.class)
        .hasMessage(
            "Chart small-1.2.3 has no values file values-x.yaml; it cannot be rendered with it");
  }

  static Stream<String> hostileTexts() {
    return Stream.of(
        "{{ .Release.Name }}",
        "{{ fail \"no\" }}",
        "a\"b'c`d",
        "line\nkind: Secret\n---\n# Source: small/x\nkind: Pod",
        "a=b,c={d},e[0]=f\\",
        "x".repeat(200),
        "Übergröße – 茶 🍵 \u2028 é",
        "\u0001\ufeff tab\t",
        "yes",
        "0123",
        "1e3",
        "null",
        "",
        " ",
        "# no",
        "- a",
        "@x",
        "&a *a !!int 1",
        "../../etc/passwd",
        "%2e&a=b",
        "$(id)`id`");
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void hostileTextRemainsData(String text) {
    RenderedChart rendered =
        Fixtures.render(
            renderer, Map.of("store", Map.of("name", text), "texts", Map.of("again", text)));

    assertThat(rendered.objects()).hasSize(2);
    ObjectNode texts = rendered.objects().getFirst();
    assertThat(texts.at("/data/name").asText()).isEqualTo(text);
    assertThat(texts.at("/data/again").asText()).isEqualTo(text);
    assertThat(texts.at("/data/again").isTextual()).isTrue();
  }

  @Test
  void valuesThatTheSchemaRefusesAreNamedInOneLine() {
    assertThatThrownBy(() -> Fixtures.render(renderer, Map.of("plan", "gold", "replicas", -1)))
        .isInstanceOf(RenderFailed.class)
        .hasMessageStartingWith("Chart small-1.2.3 refuses the values: ")
        .hasMessageContaining("at '/plan': value must be one of 'starter', 'business'")
        .hasMessageContaining("at '/replicas': minimum: got -1, want 0")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aTemplateThatFailsSaysWhyAndWhere() {
    assertThatThrownBy(() -> Fixtures.render(renderer, Map.of("broken", true)))
        .isInstanceOf(RenderFailed.class)
        .hasMessage(
            "Chart small-1.2.3 cannot be rendered: the store needs a name (small/templates/store.yaml:1:27)");
    assertThatThrownBy(() -> Fixtures.render(renderer, Map.of("nil", true)))
        .isInstanceOf(RenderFailed.class)
        .hasMessageContaining("nil pointer evaluating interface {}.here")
        .hasMessageContaining("small/templates/store.yaml:2:");
  }

  @Test
  void theSameInputIsRenderedOnceAndItsObjectsCannotBeSpoiled() {
    RenderedChart first = Fixtures.render(renderer, Map.of("replicas", 7));
    first.objects().getFirst().put("kind", "Spoiled");

    RenderedChart second = Fixtures.render(renderer, Map.of("replicas", 7));

    assertThat(second).isSameAs(first);
    assertThat(second.objects().getFirst().path("kind").asText()).isEqualTo("ConfigMap");
    assertThat(second.inputDigest())
        .isEqualTo(
            renderer.inputDigest(
                Fixtures.small(),
                "shop-abc123",
                "store-shop-abc123",
                Map.of("replicas", 7),
                List.of()))
        .isNotEqualTo(
            renderer.inputDigest(
                Fixtures.small(),
                "shop-abc123",
                "store-shop-abc123",
                Map.of("replicas", 8),
                List.of()));
  }

  @Test
  void manyThreadsGetEachItsOwnManifests() throws Exception {
    try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
      List<Future<RenderedChart>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String release = "shop-" + i;
        answers.add(
            callers.submit(
                () ->
                    renderer.render(
                        Fixtures.small(),
                        release,
                        "store-" + release,
                        Map.of("replicas", release.length()),
                        List.of())));
      }
      for (int i = 0; i < 200; i++) {
        RenderedChart rendered = answers.get(i).get(60, TimeUnit.SECONDS);
        assertThat(rendered.objects().getFirst().at("/metadata/name").asText())
            .isEqualTo("shop-" + i + "-texts");
        assertThat(rendered.objects().getFirst().at("/metadata/namespace").asText())
            .isEqualTo("store-shop-" + i);
      }
    }
  }

  @Test
  void aChartThatTakesTooLongIsGivenUpAtTheDeadline() {
    Renderer.Settings hurried =
        new Renderer.Settings(Fixtures.ENGINE, 1, Duration.ofMillis(150), 0, "");
    try (Renderer impatient = new Renderer(hurried)) {
      assertThatThrownBy(() -> Fixtures.render(impatient, Map.of("slow", 8000)))
          .isInstanceOf(RendererUnavailable.class)
          .hasMessageContaining("within 150 ms");
    }
  }

  @Test
  void chartsAreToldTheKubernetesVersionThatIsSet() {
    try (Renderer told =
        new Renderer(
            new Renderer.Settings(Fixtures.ENGINE, 1, Duration.ofSeconds(20), 1, "1.35.1"))) {
      RenderedChart rendered = Fixtures.render(told, Map.of());

      assertThat(rendered.objects().get(1).at("/metadata/annotations/kubernetes").asText())
          .isEqualTo("v1.35.1");
    }
  }

  @Test
  void whatAKilledRunLeftBehindIsRemovedAndWhatARunningOneHoldsIsKept(@TempDir Path cache)
      throws IOException {
    Path dead = Files.createDirectories(cache.resolve("work-dead"));
    Files.writeString(dead.resolve("lock"), "");
    Files.writeString(dead.resolve("helm.so"), "half of it");
    try (EngineFolder running = new EngineFolder(cache)) {
      Path held = running.write("chart.tgz", new byte[1]);
      try (EngineFolder second = new EngineFolder(cache)) {
        assertThat(second.holds("chart.tgz")).isFalse();
      }
      assertThat(dead).doesNotExist();
      assertThat(held).exists();
    }
    assertThat(cache).isEmptyDirectory();
  }
}
