package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ApiTest
class ProblemsApiTest {
  private final Api api = Api.somebody();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/nothing",
        "/api/v1/",
        "/api/v1/stores/a/b/c",
        "/api/v1/stores/%00",
        "/api/v1/stores/a%00b/detail",
        "/api/v1/stores/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/api/v1/stores/%0d%0aX:1",
        "/api/v1/stores/%F0%9F%9B%92",
        "/api/v1/stores/%ED%A0%80",
        "/api/v1/stores/%FF"
      })
  void whatIsNotThereIsAProblemToo(String path) {
    api.get(path).problem(404, "NOT_FOUND");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /api/v1/stores",
    "DELETE, /api/v1/stores",
    "PUT, /api/v1/stores/a",
    "POST, /api/v1/stores/a",
    "DELETE, /api/v1/engines"
  })
  void aMethodThatIsNotPossibleIsRefused(String method, String path) {
    api.send(method, path, new byte[0]).problem(405, "METHOD_NOT_ALLOWED");
  }

  @Test
  void onlyJsonIsToBeHad() {
    api.get(STORES, "Accept", "text/html").problem(406, "NOT_ACCEPTABLE");
    api.get(STORES, "Accept", "application/json;q=0.5, text/html").expect(200);
    api.get(STORES, "Accept", "*/*").expect(200);
  }

  @Test
  void theCallersRequestIdComesBack() {
    for (String path : new String[] {STORES, STORES + "/unknown", "/api/v1/nothing"}) {
      assertThat(api.get(path, "X-Request-Id", "trace-7.a:b_C").header("X-Request-Id"))
          .isEqualTo("trace-7.a:b_C");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "<script>", "a\"b"})
  void aRequestIdThatCouldDoHarmIsReplaced(String given) {
    String id = api.get(STORES, "X-Request-Id", given).header("X-Request-Id");
    assertThat(id).isNotEqualTo(given).matches("[0-9a-f-]{36}");
    assertThat(api.get(STORES, "X-Request-Id", "x".repeat(129)).header("X-Request-Id")).hasSize(36);
  }

  @Test
  void aCallersNameIsShortAndPrintable() {
    api.get(STORES, "X-User-Id", "x".repeat(201)).problem(400, "INVALID_CALLER");
    api.get(STORES, "X-User-Id", "x".repeat(200)).expect(200);
    api.get(STORES, "X-User-Id", "a\tb").problem(400, "INVALID_CALLER");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"q=%00", "owner=%00", "page_token=%00", "q=%ED%A0%80", "engine=%00", "sort=%00"})
  void noParameterBringsTheServerOutOfStep(String query) {
    assertThat(api.get(STORES + "?" + query).status()).isIn(200, 400);
  }

  @Test
  void nothingTellsOfTheInside() {
    for (String path :
        new String[] {STORES + "/%00", STORES + "?q=%00", STORES + "/x/manifest?revision=a"}) {
      assertThat(api.get(path).body()).doesNotContain("Exception", "org.", "SQL", "at io.");
    }
  }
}
