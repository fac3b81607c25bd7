package io.storeweaver.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
  @ParameterizedTest
  @CsvSource({
    "0.5Gi, 512Mi",
    "1000m, 1",
    "1024Mi, 1Gi",
    "0.1, 100m",
    "1.5Gi, 1536Mi",
    "500m, 500m",
    "2000, 2k",
    "1e3, 1k",
    "100M, 100M",
    "0, 0",
    "1500Mi, 1500Mi",
    "0.0005, 500u"
  })
  void everySpellingHasOneCanonicalForm(String given, String canonical) {
    assertThat(Quantities.canonical(given)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lots", "1 Gi", "1GiB", "", "-", "1.2.3"})
  void otherTextIsNoQuantity(String text) {
    assertThat(Quantities.valid(text)).isFalse();
  }
}
