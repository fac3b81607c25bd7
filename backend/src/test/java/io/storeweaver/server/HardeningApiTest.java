package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ApiTest
class HardeningApiTest {
  private final Api api = Api.somebody();

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/v1/health", STORES, "/api/v1/nothing", "/openapi", "/nothing"})
  void everyAnswerSaysWhatABrowserMayDoWithIt(String path) {
    Answer answer = api.get(path);
    assertThat(answer.header("Content-Security-Policy"))
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(answer.response().headers().allValues("Content-Security-Policy")).hasSize(1);
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
  }

  @Test
  void onlyThePageOfTheDescriptionMayHaveScriptInIt() {
    Answer page = api.get("/docs/");
    assertThat(page.response().headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .contains("script-src 'self' 'unsafe-inline'");
    assertThat(api.get("/index.html").header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self';")
        .doesNotContain("script-src 'self' 'unsafe-inline'");
  }

  @Test
  void anAddressThatIsTooLongIsAProblem() {
    String answer = Raw.get("/api/v1/stores?q=" + "x".repeat(20_000), "localhost");
    assertThat(answer).startsWith("HTTP/1.1 414 ").contains("\"code\":\"URI_TOO_LONG\"");
  }

  @Test
  void aHeaderThatIsTooLargeIsAProblem() {
    String answer =
        Raw.answer(
            "GET /api/v1/stores HTTP/1.1\r\nHost: localhost\r\nX-Large: "
                + "x".repeat(40_000)
                + "\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 431 ").contains("\"code\":\"HEADERS_TOO_LARGE\"");
  }

  @Test
  void aBodyThatIsFarTooLargeIsAProblem() {
    String answer =
        Raw.answer(
            "POST /api/v1/stores HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 99999999\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 413 ").contains("\"code\":\"BODY_TOO_LARGE\"");
  }

  @Test
  void noPageOfAnotherOriginMayCall() {
    Answer answer =
        api.send(
            "OPTIONS",
            STORES,
            new byte[0],
            "Origin",
            "https://evil.example",
            "Access-Control-Request-Method",
            "POST");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    api.post(STORES, Api.body("X", "medusa"), "Origin", "https://evil.example")
        .problem(403, "CROSS_SITE");
  }
}
