package io.storeweaver.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "yes | true",
        "Off | false",
        "y | true",
        "true | true",
        "tRue | \"tRue\"",
        "~ | null",
        "null | null",
        "Null | null",
        "0123 | 83",
        "089 | 89",
        "0o14 | 12",
        "0x1F | 31",
        "0b101 | 5",
        "1_000 | 1000",
        "+7 | 7",
        "-7 | -7",
        "0 | 0",
        "1e3 | 1000",
        "1.0 | 1",
        "1.5 | 1.5",
        ".5 | 0.5",
        "-1.5e-3 | -0.0015",
        "9223372036854775807 | 9223372036854775807",
        "9223372036854775808 | 9223372036854775808",
        "12:30 | \"12:30\"",
        "190:20:30 | \"190:20:30\"",
        "2026-01-02 | \"2026-01-02\"",
        "1.2.3 | \"1.2.3\"",
        "500m | \"500m\"",
        "1e | \"1e\"",
        "'yes' | \"yes\"",
        "\"0123\" | \"0123\"",
        "'1e3' | \"1e3\"",
        "\"null\" | \"null\"",
        "'' | \"\"",
        "\"\\u003c\" | \"<\"",
      })
  void aScalarMeansWhatKubernetesTakesItFor(String yaml, String json) {
    assertThat(Yaml.json(Yaml.one("v: " + yaml).path("v"))).isEqualTo(json);
  }

  @Test
  void blockTextKeepsItsLinesAndItsMarkersOfDocuments() {
    String text = Yaml.one("a: |\n  first\n  ---\n  third: yes\n").path("a").asText();

    assertThat(text).isEqualTo("first\n---\nthird: yes\n");
  }

  @Test
  void documentsAreKeptInOrderWithoutTheEmptyOnes() {
    assertThat(Yaml.documents("---\n# comment\n---\na: 1\n---\n---\nb: 2\n"))
        .extracting(Yaml::json)
        .containsExactly("{\"a\":1}", "{\"b\":2}");
  }

  @Test
  void keysAreTextAndMergedDefaultsDoNotWin() {
    assertThat(Yaml.json(Yaml.one("1: a\nyes: b\n"))).isEqualTo("{\"1\":\"a\",\"true\":\"b\"}");
    assertThat(Yaml.json(Yaml.one("x: &d {a: 1, b: 2}\nz:\n  <<: *d\n  b: 3\n").path("z")))
        .isEqualTo("{\"b\":3,\"a\":1}");
  }

  @Test
  void whatTheApiServerWouldRefuseIsRefused() {
    assertThatThrownBy(() -> Yaml.one("a: 1\na: 2\n"))
        .isInstanceOf(Yaml.Malformed.class)
        .hasMessageContaining("'a' stands twice in line 2");
    assertThatThrownBy(() -> Yaml.one("a: .nan\n"))
        .isInstanceOf(Yaml.Malformed.class)
        .hasMessageContaining(".nan");
    assertThatThrownBy(() -> Yaml.one("a: [1\n")).isInstanceOf(Yaml.Malformed.class);
    assertThatThrownBy(() -> Yaml.one("a: &a [*a]\n")).isInstanceOf(Yaml.Malformed.class);
  }

  @Test
  void aSmallTextThatUnfoldsWithoutBoundIsRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 9; i++) {
      String alias = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]\n"
              .formatted(i, i, String.join(",", java.util.Collections.nCopies(10, alias))));
    }

    assertThatThrownBy(() -> Yaml.one(bomb.toString())).isInstanceOf(Yaml.Malformed.class);
  }
}
