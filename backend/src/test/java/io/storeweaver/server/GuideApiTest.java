package io.storeweaver.server;

import static io.storeweaver.server.WeaverApiTest.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The technical guide's API, field by field and code by code. */
@ApiTest
class GuideApiTest {
  private static final String STORES = "/stores";
  private static final String[] ROW = {
    "id",
    "name",
    "status",
    "config",
    "version",
    "engine",
    "url",
    "namespace",
    "created_at",
    "updated_at",
    "failure_reason"
  };
  private static final String PAGE =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

  @Inject Platform platform;
  private final Api api = Api.somebody();

  @Test
  void itsProbesAnswer() {
    JsonNode health = api.get("/health").expect(200).json();
    assertThat(names(health)).containsExactlyInAnyOrder("status", "timestamp", "service");
    assertThat(health.path("status").asText()).isEqualTo("healthy");
    assertThat(health.path("service").asText()).isEqualTo("store-service");
    assertThat(Instant.parse(health.path("timestamp").asText())).isBefore(Instant.now());
    JsonNode ready = api.get("/ready").expect(200).json();
    assertThat(names(ready)).containsExactlyInAnyOrder("status", "timestamp");
    assertThat(ready.path("status").asText()).isEqualTo("ready");
  }

  @Test
  void theRootTellsProgramsWhatThereIsAndShowsBrowsersThePage() {
    for (String accept : new String[] {"application/json", "*/*"}) {
      JsonNode service = api.get("/", "Accept", accept).expect(200).json();
      assertThat(names(service)).containsExactlyInAnyOrder("service", "version", "endpoints");
      assertThat(service.path("endpoints")).isNotEmpty();
      assertThat(service.path("service").asText()).isEqualTo("store-service");
      assertThat(service.path("version").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
    }
    for (String path : new String[] {"/", STORES, STORES + "/some-store-abc123"}) {
      Answer page = api.get(path, "Accept", PAGE).expect(200);
      assertThat(page.header("Content-Type")).startsWith("text/html");
      assertThat(page.body()).contains("<title>Store Weaver");
      assertThat(page.header("Vary")).containsIgnoringCase("Accept");
    }
  }

  @Test
  void aCreatedStoreIsARow() {
    Answer answer = api.post(STORES, "{\"name\":\"Tea House\"}").expect(201);
    assertThat(names(answer.json())).containsExactlyInAnyOrder("store", "message");
    assertThat(answer.text("message"))
        .isEqualTo("Store provisioning initiated. Check status for updates.");
    JsonNode row = answer.json().path("store");
    assertThat(names(row)).containsExactlyInAnyOrder(ROW);
    assertThat(row.path("name").asText()).isEqualTo("Tea House");
    assertThat(row.path("status").asText()).isEqualTo("provisioning");
    assertThat(row.path("engine").asText()).isEqualTo("woocommerce");
    assertThat(row.at("/config/engine").asText()).isEqualTo("woocommerce");
    assertThat(row.path("version").asInt()).isEqualTo(1);
    assertThat(row.path("url").isNull()).isTrue();
    assertThat(row.path("failure_reason").isNull()).isTrue();
    assertThat(row.path("created_at").asText()).endsWith("Z");
    assertThat(row.path("updated_at").asText()).endsWith("Z");
    assertThat(answer.header("Location")).endsWith(STORES + "/" + row.path("id").asText());
  }

  @Test
  void engineAndSubdomainCanBeChosen() {
    String label = "tea-" + Long.toString(System.nanoTime(), 36);
    String body =
        "{\"name\":\"Chosen\",\"config\":{\"engine\":\"medusa\",\"subdomain\":\"" + label + "\"}}";
    JsonNode row = api.post(STORES, body).expect(201).json().path("store");
    assertThat(row.path("engine").asText()).isEqualTo("medusa");
    assertThat(row.at("/config/subdomain").asText()).isEqualTo(label);
    JsonNode ready = api.await(row.path("id").asText(), "READY");
    assertThat(ready.path("host").asText()).isEqualTo(label + ".localhost");
    JsonNode read = api.get(STORES + "/" + row.path("id").asText()).expect(200).json();
    assertThat(names(read)).containsExactlyInAnyOrder(ROW);
    assertThat(read.path("status").asText()).isEqualTo("ready");
    assertThat(read.path("url").asText()).startsWith("http://" + label + ".localhost");
  }

  @Test
  void aListHoldsTheLiveRowsAndTheirNumber() {
    String kept = create("Kept");
    String gone = create("Gone");
    api.await(gone, "READY");
    delete(gone).expect(200);
    JsonNode listed = api.get(STORES).expect(200).json();
    assertThat(names(listed)).containsExactlyInAnyOrder("stores", "count");
    assertThat(listed.path("count").asInt()).isEqualTo(1);
    assertThat(listed.path("stores").findValuesAsText("id")).containsExactly(kept);
    assertThat(names(listed.at("/stores/0"))).containsExactlyInAnyOrder(ROW);
  }

  @Test
  void anEditNeedsTheVersionThatWasRead() {
    String id = create("Before");
    Answer edited = put(id, "{\"name\":\"After\",\"version\":1}").expect(200);
    assertThat(names(edited.json())).containsExactlyInAnyOrder("store", "message");
    assertThat(edited.text("store.name")).isEqualTo("After");
    assertThat(edited.json().at("/store/version").asInt()).isEqualTo(2);
    assertError(put(id, "{\"name\":\"Late\",\"version\":1}"), 409, "CONCURRENCY_ERROR");
    assertThat(api.get(STORES + "/" + id).text("name")).isEqualTo("After");
    put(id, "{\"config\":{\"engine\":\"woocommerce\"},\"version\":2}").expect(200);
    assertError(put("unknown-000000", "{\"name\":\"After\",\"version\":1}"), 404, "NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"After\"}",
        "{\"name\":\"After\",\"version\":0}",
        "{\"name\":\"After\",\"version\":\"1\"}",
        "{\"name\":\"After\",\"version\":1.5}",
        "{\"name\":\"After\",\"version\":1,\"status\":\"ready\"}",
        "{\"config\":{\"engine\":\"medusa\"},\"version\":1}",
        "{\"config\":{\"subdomain\":\"elsewhere\"},\"version\":1}",
        "{\"name\":\"ab\",\"version\":1}"
      })
  void anEditThatCannotBeIsRefused(String body) {
    String id = create("Before");
    assertError(put(id, body), 400, "VALIDATION_ERROR");
    assertThat(api.get(STORES + "/" + id).json().path("version").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                           | name
          {"name":"ab"}                                | 3 to 100
          {"name":"  ab  "}                            | 3 to 100
          {"name":5}                                   | name
          {"name":"Shop","status":"ready"}             | status
          {"name":"Shop","config":[]}                  | config
          {"name":"Shop","config":{"engine":"other"}}  | engine
          {"name":"Shop","config":{"engine":1}}        | engine
          {"name":"Shop","config":{"colour":"red"}}    | config.colour
          {"name":"Shop","config":{"subdomain":"A b"}} | config.subdomain
          {"name":"Shop",}                             | JSON
          []                                           | object
          """)
  void aWrongBodyIsAValidationError(String body, String named) {
    Answer answer = api.post(STORES, body);
    assertError(answer, 400, "VALIDATION_ERROR");
    assertThat(answer.text("message")).contains(named);
  }

  @Test
  void aNameHas3To100Characters() {
    api.post(STORES, "{\"name\":\"abc\"}").expect(201);
    api.post(STORES, "{\"name\":\"" + "x".repeat(100) + "\"}").expect(201);
    assertError(
        api.post(STORES, "{\"name\":\"" + "x".repeat(101) + "\"}"), 400, "VALIDATION_ERROR");
  }

  @Test
  void aDeletedRowIsDecommissionedAndKept() {
    String id = create("Done");
    api.await(id, "READY");
    Answer gone = delete(id).expect(200);
    assertThat(names(gone.json())).containsExactlyInAnyOrder("message", "store");
    assertThat(gone.text("message")).isEqualTo("Store deleted successfully");
    assertThat(gone.text("store.status")).isEqualTo("decommissioned");
    assertThat(api.get(STORES + "/" + id).expect(200).text("status")).isEqualTo("decommissioned");
    delete(id).expect(200);
  }

  @Test
  void everyOtherRefusalHasTheSameShape() {
    for (String id : new String[] {"UPPER", "a_b", "-a", "a.b", "x".repeat(54), "%20"}) {
      assertError(api.get(STORES + "/" + id), 400, "INVALID_ID");
    }
    assertError(api.get(STORES + "/unknown-000000"), 404, "NOT_FOUND");
    assertError(delete("unknown-000000"), 404, "NOT_FOUND");
    assertError(api.get(STORES + "/a/b/c"), 404, "NOT_FOUND");
    assertError(api.send("PATCH", STORES, new byte[0]), 405, "VALIDATION_ERROR");
    assertError(api.post(STORES, "x", "Content-Type", "text/plain"), 415, "VALIDATION_ERROR");
    String large = "{\"name\":\"" + "x".repeat(70_000) + "\"}";
    assertError(api.post(STORES, large), 413, "VALIDATION_ERROR");
    create("Taken");
    assertError(api.post(STORES, "{\"name\":\"taken\"}"), 409, "CONCURRENCY_ERROR");
  }

  @Test
  void aFullQuotaSaysWhenToTryAgain() {
    platform
        .jdbi()
        .useHandle(
            h -> h.execute("insert into accounts (id, max_stores) values (?, 0)", api.caller()));
    Answer refused = api.post(STORES, "{\"name\":\"One more\"}");
    refused.expect(429);
    assertThat(names(refused.json())).containsExactlyInAnyOrder("error", "message", "retryAfter");
    assertThat(refused.text("error")).isEqualTo("RATE_LIMIT_EXCEEDED");
    assertThat(refused.header("Retry-After")).isEqualTo(refused.text("retryAfter"));
  }

  @Test
  void aFailedStoreSaysWhy() {
    String id = create("fail-setup-job guide");
    api.await(id, "FAILED");
    JsonNode row = api.get(STORES + "/" + id).expect(200).json();
    assertThat(row.path("status").asText()).isEqualTo("failed");
    assertThat(row.path("failure_reason").asText()).isNotBlank();
  }

  @Test
  void aKeyMakesARepeatedCreationHarmless() {
    String body = "{\"name\":\"Once\"}";
    Answer first = api.post(STORES, body, "Idempotency-Key", "g").expect(201);
    Answer again = api.post(STORES, body, "Idempotency-Key", "g").expect(201);
    assertThat(again.body()).isEqualTo(first.body());
  }

  private static void assertError(Answer answer, int status, String code) {
    answer.expect(status);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(names(answer.json())).containsExactlyInAnyOrder("error", "message");
    assertThat(answer.text("error")).isEqualTo(code);
    assertThat(answer.text("message")).isNotBlank();
  }

  private String create(String name) {
    return api.post(STORES, "{\"name\":\"" + name + "\"}").expect(201).text("store.id");
  }

  private Answer put(String id, String body) {
    String[] json = {"Content-Type", "application/json"};
    return api.send("PUT", STORES + "/" + id, body.getBytes(StandardCharsets.UTF_8), json);
  }

  private Answer delete(String id) {
    return api.send("DELETE", STORES + "/" + id, new byte[0]);
  }
}
