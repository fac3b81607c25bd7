package io.storeweaver.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;

/** The server's answer to one request. */
record Answer(HttpResponse<String> response) {
  private static final ObjectMapper JSON = new ObjectMapper();

  int status() {
    return response.statusCode();
  }

  String body() {
    return response.body();
  }

  /** The first value of a header, or "". */
  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  JsonNode json() {
    try {
      return JSON.readTree(body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + body(), e);
    }
  }

  /** The text at a path such as {@code waiting_for.code}; "" where there is none. */
  String text(String path) {
    return json().at("/" + path.replace('.', '/')).asText();
  }

  /** Fails unless the status is this one. */
  Answer expect(int wanted) {
    assertThat(status()).as(body()).isEqualTo(wanted);
    return this;
  }

  /** Fails unless this is a whole problem with this status and code. */
  Answer problem(int wanted, String code) {
    expect(wanted);
    assertThat(header("Content-Type")).startsWith("application/problem+json");
    JsonNode problem = json();
    assertThat(problem.path("status").asInt()).isEqualTo(wanted);
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("type").asText())
        .isEqualTo("/problems/" + code.toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    assertThat(problem.path("title").asText()).isNotBlank();
    assertThat(problem.path("detail").asText()).isNotBlank();
    assertThat(problem.path("message")).isEqualTo(problem.path("detail"));
    assertThat(problem.path("request_id").asText()).isEqualTo(header("X-Request-Id")).isNotBlank();
    return this;
  }

  /** Fails unless the problem names this field as one at fault. */
  Answer at(String field) {
    assertThat(json().path("errors").findValuesAsText("field")).as(body()).contains(field);
    json().path("errors").forEach(e -> assertThat(e.path("message").asText()).isNotBlank());
    return this;
  }
}
