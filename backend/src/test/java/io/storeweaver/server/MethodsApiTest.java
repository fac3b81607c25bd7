package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ApiTest
class MethodsApiTest {
  private static final String READ_ONLY = "GET, HEAD, OPTIONS";

  private final Api api = Api.somebody();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/stores            | GET, HEAD, OPTIONS, POST",
        "/api/v1/stores/x          | DELETE, GET, HEAD, OPTIONS, PATCH",
        "/api/v1/stores/x/retry    | OPTIONS, POST",
        "/api/v1/stores/x/detail   | GET, HEAD, OPTIONS",
        "/api/v1/auth/tokens/x     | DELETE, OPTIONS",
        "/api/stores               | GET, HEAD, OPTIONS, POST",
        "/api/stores/x             | DELETE, GET, HEAD, OPTIONS",
        "/stores                   | GET, HEAD, OPTIONS, POST",
        "/stores/x                 | DELETE, GET, HEAD, OPTIONS, PUT",
        "/health                   | GET, HEAD, OPTIONS",
        "/problems/not-found       | GET, HEAD, OPTIONS",
        "/                         | GET, HEAD, OPTIONS",
        "/openapi                  | GET, HEAD, OPTIONS",
        "/docs/                    | GET, HEAD, OPTIONS",
        "/metrics                  | GET, HEAD, OPTIONS"
      })
  void anAddressSaysWhichMethodsItHas(String path, String methods) {
    Answer options = api.send("OPTIONS", path, new byte[0]).expect(204);
    assertThat(options.response().headers().allValues("Allow")).containsExactly(methods);
    Answer refused = api.send("TRACE", path, new byte[0]).expect(405);
    assertThat(refused.response().headers().allValues("Allow")).containsExactly(methods);
  }

  @Test
  void whatIsDescribedIsWhatIsAllowed() throws Exception {
    JsonNode paths =
        new ObjectMapper().readTree(api.get("/openapi?format=json").body()).path("paths");
    assertThat(paths.size()).isGreaterThan(20);
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      // A name that no literal part has, so that nothing but the described template is meant.
      String address = path.getKey().replaceAll("\\{[^}]*}", "x9");
      Set<String> described = new TreeSet<>(Set.of("OPTIONS"));
      path.getValue().fieldNames().forEachRemaining(m -> described.add(m.toUpperCase(Locale.ROOT)));
      described.remove("PARAMETERS");
      if (described.contains("GET")) {
        described.add("HEAD");
      }
      String allow = api.send("OPTIONS", address, new byte[0]).expect(204).header("Allow");
      List<String> allowed = new ArrayList<>(Arrays.asList(allow.split(", ")));
      assertThat(allowed).as(path.getKey()).containsAll(described);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {STORES, "/api/stores", "/stores"})
  void aRefusalOfAMethodHasTheFormOfItsDialect(String path) {
    Answer refused = api.send("PUT", path, new byte[0]).expect(405);
    switch (path) {
      case STORES -> refused.problem(405, "METHOD_NOT_ALLOWED");
      case "/stores" -> assertThat(refused.text("error")).isEqualTo("VALIDATION_ERROR");
      default -> assertThat(refused.text("error")).contains("PUT is not possible", "GET");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi", "/metrics", "/docs/", "/"})
  void aPageCanOnlyBeRead(String path) {
    assertThat(
            api.send("DELETE", path, new byte[0])
                .problem(405, "METHOD_NOT_ALLOWED")
                .header("Allow"))
        .isEqualTo(READ_ONLY);
  }

  @Test
  void whatCanBeChangedSaysHow() {
    Answer options = api.send("OPTIONS", STORES + "/x", new byte[0]).expect(204);
    assertThat(options.header("Accept-Patch")).contains("application/merge-patch+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v1/stores HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET /api/v1/stores HTTP/1.0\r\n\r\n",
        "GET /api/v1/stores HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n",
        "GET /api/v1/stores HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
        "GET /api/v1/stores HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
        "POST /nothing HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}",
        "GET / HTTP/1.0\r\n\r\n"
      })
  void aRequestThatNamesNoHostIsAProblem(String request) {
    assertThat(Raw.answer(request))
        .startsWith("HTTP/1.")
        .contains(" 400 ", "application/problem+json", "\"code\":\"HOST_MISSING\"");
  }

  @Test
  void aRequestWithoutAHostIsRefusedInTheFormOfItsDialect() {
    assertThat(Raw.answer("GET /stores HTTP/1.0\r\n\r\n"))
        .contains(" 400 ", "\"error\":\"VALIDATION_ERROR\"");
    assertThat(Raw.answer("GET /api/stores HTTP/1.0\r\n\r\n")).contains(" 400 ", "{\"error\":");
  }

  @Test
  void anOldClientThatNamesTheHostIsAnswered() {
    assertThat(Raw.answer("GET /health HTTP/1.0\r\nHost: localhost\r\n\r\n")).contains(" 200 ");
  }
}
