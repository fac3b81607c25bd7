package io.storeweaver.chart.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The charts are separate, so that each can be installed from its folder; what they share stays the
 * same.
 */
class SharedFilesTest {
  @ParameterizedTest
  @ValueSource(strings = {"_shared.tpl", "serviceaccount.yaml", "guards.yaml", "certificates.yaml"})
  void sharedTemplatesAreTheSameInEachChart(String file) throws IOException {
    assertThat(text(StoreChart.MEDUSA, "templates/" + file))
        .isEqualTo(text(StoreChart.WOOCOMMERCE, "templates/" + file));
  }

  @ParameterizedTest
  @EnumSource
  void helmsOwnLintFindsNothing(StoreChart chart) {
    var result = new Helm(chart.path()).lint().strict().quiet().call();
    assertThat(result.isFailed()).as(String.join("\n", result.getMessages())).isFalse();
  }

  @Test
  void credentialsThatExistAreLookedUpAndKept() throws IOException {
    for (StoreChart chart : StoreChart.values()) {
      String secrets = text(chart, "templates/secrets.yaml");
      assertThat(secrets.lines().filter(line -> line.contains("randAlphaNum")))
          .isNotEmpty()
          .allMatch(line -> line.contains("| default ("));
      assertThat(secrets)
          .contains("lookup \"v1\" \"Secret\"")
          .contains("helm.sh/resource-policy: keep");
    }
  }

  private static String text(StoreChart chart, String file) throws IOException {
    return Files.readString(chart.path().resolve(file));
  }
}
