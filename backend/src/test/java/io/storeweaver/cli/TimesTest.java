package io.storeweaver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

  @ParameterizedTest
  @CsvSource({"90s,PT90S", "10m,PT10M", "1h30m,PT1H30M", "2d,PT48H", "250ms,PT0.25S", "45,PT45S"})
  void aDurationIsReadAsPeopleWriteIt(String text, Duration duration) {
    assertThat(Times.duration(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "10 m", "-5s", "m10", "1.5h", "99999999s"})
  void whatIsNoDurationIsRefusedWithExamples(String text) {
    assertThatThrownBy(() -> Times.duration(text)).hasMessageContaining("write 90s, 10m or 1h30m");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T23:59:58Z,2s",
    "2026-01-01T23:57:00Z,3m",
    "2026-01-01T19:00:00Z,5h",
    "2025-12-25T00:00:00Z,8d",
    "2026-01-02T00:00:05Z,0s",
    "yesterday,yesterday"
  })
  void aTimeIsShownByItsAge(String time, String age) {
    assertThat(Times.ago(TextNode.valueOf(time), NOW)).isEqualTo(age);
  }

  @Test
  void aTimeThatIsUnknownHasNoAge() {
    assertThat(Times.ago(NullNode.getInstance(), NOW)).isEmpty();
  }
}
