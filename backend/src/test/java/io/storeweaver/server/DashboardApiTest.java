package io.storeweaver.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ApiTest
class DashboardApiTest {
  private final Api api = Api.somebody();

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/nothing", "/api/v1/stores", "/openapi", "/metrics", "/q/health/live"})
  void aBrowserAtAnAddressOfTheApiGetsTheApi(String path) {
    Answer answer = browse(path);
    assertThat(answer.header("Content-Type")).doesNotContain("text/html");
    assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/s/corner-shop-k3x9qa", "/system", "/sign-in"})
  void aPageOfTheDashboardIsNeverKeptAndRunsNoScriptsOfOthers(String path) {
    Answer answer = browse(path);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(answer.header("Content-Security-Policy"))
        .contains("script-src 'self';")
        .doesNotContain("script-src 'self' 'unsafe");
  }

  @Test
  void everyAnswerSaysWhatTimeItIs() {
    String date = api.get("/api/v1/health").expect(200).header("Date");
    Instant told = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    assertThat(Duration.between(told, Instant.now()).abs()).isLessThan(Duration.ofSeconds(10));
  }

  private Answer browse(String path) {
    return api.get(path, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
  }
}
