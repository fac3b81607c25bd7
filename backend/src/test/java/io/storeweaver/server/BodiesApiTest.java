package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static io.storeweaver.server.Api.body;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ApiTest
class BodiesApiTest {
  private static final String JSON = "application/json";
  private final Api api = Api.somebody();

  private Answer send(byte[] body, String type) {
    return api.send("POST", STORES, body, "Content-Type", type);
  }

  @AfterEach
  void nothingWasCreated() {
    assertThat(api.get(STORES + "?include=deleted").json().path("total").asInt()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "null",
        "[]",
        "[{\"name\":\"a\",\"engine\":\"medusa\"}]",
        "\"text\"",
        "5",
        "true",
        "{",
        "{\"name\"}",
        "name=a",
        "{\"name\":\"a\",\"engine\":\"medusa\"} x",
        "{\"name\":\"a\",\"engine\":\"medusa\"}{}",
        "{'name':'a'}",
        "{\"name\":\"a\",}",
        "{\"name\":\"a\nb\",\"engine\":\"medusa\"}",
        "{\"name\":NaN}",
        "\u0000"
      })
  void whatIsNoJsonObjectIsRefused(String body) {
    api.post(STORES, body).problem(400, "MALFORMED_JSON");
  }

  @Test
  void anEmptyBodyIsRefused() {
    api.send("POST", STORES, new byte[0], "Content-Type", JSON).problem(400, "MALFORMED_JSON");
  }

  @Test
  void theRefusalSaysWhereTheBodyIsWrong() {
    String detail =
        api.post(STORES, "{\"name\":\"a\",\n  engine}")
            .problem(400, "MALFORMED_JSON")
            .text("detail");
    assertThat(detail).contains("line 2, column");
  }

  @Test
  void aFieldIsGivenOnce() {
    String twice = "{\"name\":\"a\",\"engine\":\"medusa\",\"name\":\"b\"}";
    assertThat(api.post(STORES, twice).problem(400, "MALFORMED_JSON").text("detail"))
        .contains("name");
  }

  @Test
  void anUnknownFieldIsNamed() {
    Answer refusal =
        api.post(STORES, "{\"name\":\"a\",\"engine\":\"medusa\",\"colour\":\"red\"}")
            .problem(400, "UNKNOWN_FIELD")
            .at("colour");
    assertThat(refusal.text("detail")).contains("colour", "custom_domain");
  }

  @Test
  void deepNestingIsRefusedLikeAnyOtherNonsense() {
    api.post(STORES, "{\"name\":" + "[".repeat(30_000)).expect(400);
    api.post(STORES, "[".repeat(60_000)).problem(400, "MALFORMED_JSON");
  }

  @Test
  void aBodyHasAtMost64KiB() {
    String start = "{\"name\":\"";
    String end = "\",\"engine\":\"medusa\"}";
    int fill = 64 * 1024 - start.length() - end.length();
    api.post(STORES, start + "a".repeat(fill) + end).problem(400, "VALIDATION_FAILED").at("name");
    api.post(STORES, start + "a".repeat(fill + 1) + end).problem(413, "BODY_TOO_LARGE");
    api.post(STORES, start + "a".repeat(255 * 1024) + end).problem(413, "BODY_TOO_LARGE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data"
      })
  void otherContentTypesAreRefused(String type) {
    byte[] body = body("a", "medusa").getBytes(StandardCharsets.UTF_8);
    send(body, type).problem(415, "UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  void aBodyWithoutAContentTypeIsRefused() {
    api.send("POST", STORES, body("a", "medusa").getBytes(StandardCharsets.UTF_8))
        .problem(415, "UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  void whatIsNotUtf8IsRefused() {
    byte[] latin =
        "{\"name\":\"caf\u00e9\",\"engine\":\"medusa\"}".getBytes(StandardCharsets.ISO_8859_1);
    send(latin, "application/json; charset=iso-8859-1").problem(400, "MALFORMED_JSON");
    send(latin, JSON).problem(400, "MALFORMED_JSON");
  }

  @Test
  void aDryRunTakesUtf8HoweverItIsDeclared() {
    for (String type :
        new String[] {JSON, "application/json; charset=utf-8", "Application/JSON;charset=UTF-8"}) {
      byte[] body = body("caf\u00e9", "medusa").getBytes(Charset.forName("UTF-8"));
      Answer preview =
          api.send("POST", STORES + "?validate_only=true", body, "Content-Type", type).expect(200);
      assertThat(preview.text("store.name")).isEqualTo("caf\u00e9");
    }
  }
}
