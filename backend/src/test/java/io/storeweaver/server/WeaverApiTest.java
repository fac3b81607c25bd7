package io.storeweaver.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Store Weaver's API, field by field and code by code. */
@ApiTest
class WeaverApiTest {
  private static final String STORES = "/api/stores";
  private static final String[] FIELDS = {
    "id",
    "name",
    "engine",
    "status",
    "url",
    "adminUrl",
    "createdAt",
    "namespace",
    "errorMessage",
    "userId",
    "engineVersion",
    "replicas",
    "podsRunning",
    "podRestarts"
  };
  private static final String[] DETAIL = {"resources", "events", "provisioningSteps", "quotas"};

  @Inject Platform platform;
  private final Api api = Api.somebody();

  @Test
  void healthSaysWhatWorks() {
    JsonNode health = api.get("/api/health").expect(200).json();
    assertThat(names(health)).containsExactlyInAnyOrder("status", "timestamp", "checks");
    assertThat(health.path("status").asText()).isEqualTo("healthy");
    assertThat(Instant.parse(health.path("timestamp").asText())).isBefore(Instant.now());
    assertThat(health.path("checks").toString())
        .isEqualTo("{\"database\":true,\"kubernetes\":true,\"helm\":true}");
  }

  @Test
  void aCreatedStoreIsProvisionedInTheBackground() {
    Answer answer = api.post(STORES, Api.body("Tea House", "medusa")).expect(202);
    assertThat(names(answer.json())).containsExactlyInAnyOrder("message", "store");
    assertThat(answer.text("message")).isEqualTo("Store provisioning started");
    JsonNode store = answer.json().path("store");
    assertThat(names(store)).containsExactlyInAnyOrder(FIELDS);
    assertThat(store.path("id").asText()).matches("tea-house-[a-z0-9]{6}");
    assertThat(store.path("name").asText()).isEqualTo("Tea House");
    assertThat(store.path("engine").asText()).isEqualTo("medusa");
    assertThat(store.path("status").asText()).isEqualTo("provisioning");
    assertThat(store.path("url").isNull()).isTrue();
    assertThat(store.path("adminUrl").isNull()).isTrue();
    assertThat(store.path("errorMessage").isNull()).isTrue();
    assertThat(store.path("userId").asText()).isEqualTo(api.caller());
    assertThat(store.path("namespace").asText()).isEqualTo("store-" + store.path("id").asText());
    assertThat(store.path("createdAt").asText()).endsWith("Z");
    assertThat(answer.header("Location")).endsWith(STORES + "/" + store.path("id").asText());
  }

  @Test
  void aReadyStoreIsAnsweredWithItsLiveDetail() {
    String id = api.ready("Whole", "woocommerce");
    JsonNode answer = api.get(STORES + "/" + id).expect(200).json();
    assertThat(names(answer)).containsExactly("store");
    JsonNode store = answer.path("store");
    assertThat(names(store)).contains(FIELDS).contains(DETAIL).hasSize(18);
    assertThat(store.path("status").asText()).isEqualTo("ready");
    assertThat(store.path("url").asText()).startsWith("http://whole");
    assertThat(store.path("adminUrl").asText()).endsWith("/wp-admin/");
    assertThat(store.path("replicas").asInt()).isEqualTo(2);
    assertThat(store.path("podsRunning").asInt()).isEqualTo(2);
    assertThat(store.path("podRestarts").asInt()).isZero();
    assertThat(store.path("engineVersion").asText()).isNotBlank();
    assertDetail(store);
  }

  @Test
  void theDetailIsToBeHadByItself() {
    String id = api.ready("Detailed", "woocommerce");
    JsonNode detail = api.get(STORES + "/" + id + "/detail").expect(200).json();
    assertThat(names(detail))
        .containsExactlyInAnyOrder(
            "resources", "events", "podRestarts", "provisioningSteps", "quotas");
    assertThat(detail.path("podRestarts").asInt()).isZero();
    assertDetail(detail);
  }

  private static void assertDetail(JsonNode detail) {
    assertThat(detail.path("resources").findValuesAsText("kind"))
        .contains(
            "Deployment", "StatefulSet", "Pod", "Service", "PersistentVolumeClaim", "Ingress");
    for (JsonNode resource : detail.path("resources")) {
      boolean scaled = resource.path("kind").asText().matches("Deployment|StatefulSet");
      assertThat(resource.path("name").asText()).isNotBlank();
      assertThat(resource.path("status").asText()).isNotBlank();
      assertThat(resource.path("age").asText()).matches("\\d+[smhd]");
      assertThat(resource.has("replicas")).isEqualTo(scaled);
    }
    assertThat(detail.path("events")).isNotEmpty().hasSizeLessThanOrEqualTo(50);
    for (JsonNode event : detail.path("events")) {
      assertThat(names(event)).containsExactlyInAnyOrder("timestamp", "message", "type");
      assertThat(event.path("type").asText()).isIn("Normal", "Warning", "Error");
    }
    assertThat(detail.path("provisioningSteps").findValuesAsText("label"))
        .containsExactly(
            "Namespace created",
            "Secrets generated",
            "Database ready",
            "App deployed",
            "Ingress ready");
    assertThat(detail.path("provisioningSteps").findValuesAsText("completed")).containsOnly("true");
    assertThat(detail.path("provisioningSteps").findValues("error")).isEmpty();
    JsonNode quotas = detail.path("quotas");
    assertThat(names(quotas))
        .containsExactlyInAnyOrder(
            "cpuUsed", "cpuLimit", "memUsed", "memLimit", "pvcUsed", "pvcLimit");
    assertFigures(quotas, "cpu", "m");
    assertFigures(quotas, "mem", "Mi");
    assertFigures(quotas, "pvc", "Gi");
  }

  private static void assertFigures(JsonNode quotas, String what, String unit) {
    int used = figure(quotas.path(what + "Used"), unit);
    assertThat(used).isPositive().isLessThanOrEqualTo(figure(quotas.path(what + "Limit"), unit));
  }

  private static int figure(JsonNode quantity, String unit) {
    assertThat(quantity.asText()).matches("\\d+" + unit);
    return Integer.parseInt(quantity.asText().replace(unit, ""));
  }

  @Test
  void aFailedStoreSaysWhyAndCanBeRetried() {
    String id = api.create("flaky-setup-job weaver", "medusa");
    api.await(id, "FAILED");
    JsonNode store = api.get(STORES + "/" + id).expect(200).json().path("store");
    assertThat(store.path("status").asText()).isEqualTo("failed");
    assertThat(store.path("errorMessage").asText()).isNotBlank();
    JsonNode steps = store.path("provisioningSteps");
    assertThat(steps.findValuesAsText("completed")).startsWith("true", "true").contains("false");
    assertThat(steps.findValuesAsText("error"))
        .containsExactly(store.path("errorMessage").asText());
    JsonNode status = api.get(STORES + "/" + id + "/status").expect(200).json();
    assertThat(status.path("status").asText()).isEqualTo("Failed");
    assertThat(status.path("error_message")).isEqualTo(store.path("errorMessage"));

    Answer retried = api.act(STORES + "/" + id + "/retry").expect(202);
    assertThat(retried.text("message")).isEqualTo("Store retry started");
    assertThat(retried.text("store.status")).isEqualTo("provisioning");
    assertThat(names(retried.json().path("store"))).containsExactlyInAnyOrder(FIELDS);
    api.await(id, "READY");
    assertThat(api.act(STORES + "/" + id + "/retry").expect(400).body())
        .isEqualTo("{\"error\":\"Only failed stores can be retried\"}");
  }

  @Test
  void theStatusIsCapitalisedAndBare() {
    String id = api.ready("Short", "medusa");
    JsonNode status = api.get(STORES + "/" + id + "/status").expect(200).json();
    assertThat(names(status)).containsExactlyInAnyOrder("id", "status", "url", "error_message");
    assertThat(status.path("id").asText()).isEqualTo(id);
    assertThat(status.path("status").asText()).isEqualTo("Ready");
    assertThat(status.path("url").asText()).startsWith("http://short");
    assertThat(status.path("error_message").isNull()).isTrue();
  }

  @Test
  void whatThoseClientsDoNotKnowIsShownAsTheNearest() {
    String id = api.ready("Resting", "medusa");
    api.patch(id, "{\"suspended\":true}").expect(202);
    assertThat(shown(id)).isIn("Provisioning", "Ready");
    api.await(id, "SUSPENDED");
    assertThat(shown(id)).isEqualTo("Ready");
  }

  private String shown(String id) {
    return api.get(STORES + "/" + id + "/status").expect(200).text("status");
  }

  @Test
  void aListHoldsTheCallersStoresNewestFirst() {
    String first = api.create("First", "medusa");
    String second = api.create("Second", "woocommerce");
    String foreign = Api.somebody().create("Foreign", "medusa");
    JsonNode listed = api.get(STORES).expect(200).json();
    assertThat(names(listed)).containsExactly("stores");
    assertThat(listed.path("stores").findValuesAsText("id")).containsExactly(second, first);
    assertThat(names(listed.at("/stores/0"))).containsExactlyInAnyOrder(FIELDS);
    api.send("GET", STORES + "/" + foreign, new byte[0]).expect(404);
  }

  @Test
  void inDemoModeWhoeverSaysNoNameSeesAll() {
    String id = api.create("For all eyes", "medusa");
    Api nobody = new Api("");
    assertThat(nobody.get(STORES).expect(200).json().path("stores").findValuesAsText("id"))
        .contains(id);
    nobody.get(STORES + "/" + id).expect(200);
    Answer own = nobody.post(STORES, Api.body("Nobody's " + api.caller(), "medusa")).expect(202);
    assertThat(own.json().at("/store/userId").isNull()).isTrue();
    nobody.send("DELETE", STORES + "/" + own.text("store.id"), new byte[0]);
  }

  @Test
  void whoeverSaysNoNameChangesOnlyWhatTheNamelessMade() {
    String id = api.create("Somebody's own", "medusa");
    Api nobody = new Api("");
    for (String store : new String[] {"/api/stores/" + id, "/stores/" + id}) {
      assertThat(nobody.send("DELETE", store, new byte[0]).expect(403).body())
          .contains("X-User-Id");
    }
    nobody.act(STORES + "/" + id + "/retry").expect(403);
    nobody.send("PUT", "/stores/" + id, edit(), "Content-Type", "application/json").expect(403);
    assertThat(api.store(id).path("status").asText()).isNotIn("DELETING", "DELETED");

    String own = nobody.post(STORES, Api.body("Of " + api.caller(), "medusa")).text("store.id");
    assertThat(nobody.send("DELETE", STORES + "/" + own, new byte[0]).status()).isIn(200, 202);
  }

  private static byte[] edit() {
    return "{\"name\":\"Renamed\",\"version\":1}".getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aDeletedStoreIsGone() {
    String id = api.ready("Gone", "woocommerce");
    assertThat(delete(id).expect(200).body())
        .isEqualTo("{\"message\":\"Store deleted successfully\"}");
    assertThat(api.get(STORES + "/" + id).expect(404).body())
        .isEqualTo("{\"error\":\"Store not found\"}");
    assertThat(delete(id).expect(404).body()).isEqualTo("{\"error\":\"Store not found\"}");
    assertThat(api.get(STORES).json().path("stores")).isEmpty();
  }

  private Answer delete(String id) {
    return api.send("DELETE", STORES + "/" + id, new byte[0]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                  | Store name is required, Store engine is required
          {"engine":"medusa"}                 | Store name is required
          {"name":"  ","engine":"medusa"}     | Store name is required
          {"name":"A"}                        | Store engine is required
          {"name":"A","engine":"shopify"}     | Store engine must be woocommerce or medusa
          {"name":5,"engine":"medusa"}        | Store name must be a string
          {"name":"a\\u0007b","engine":"medusa"} | Store name must not contain control characters
          """)
  void aWrongBodyIsRefusedInOneSentence(String body, String message) {
    Answer answer = api.post(STORES, body).expect(400);
    assertThat(names(answer.json())).containsExactly("error");
    assertThat(answer.text("error")).isEqualTo(message);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
  }

  @Test
  void aNameHasAtMost200CharactersOnceItIsTrimmed() {
    Answer tooLong = api.post(STORES, Api.body("x".repeat(201), "medusa")).expect(400);
    assertThat(tooLong.text("error")).contains("200");
    api.post(STORES, Api.body(" " + "x".repeat(200) + " ", "medusa")).expect(202);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "{\"name\":\"a\",}", "nonsense"})
  void whatIsNoJsonObjectIsRefused(String body) {
    String[] json = {"Content-Type", "application/json"};
    Answer answer = api.send("POST", STORES, body.getBytes(StandardCharsets.UTF_8), json);
    assertThat(names(answer.expect(400).json())).containsExactly("error");
    assertThat(answer.text("error")).isNotBlank();
  }

  @Test
  void everyOtherRefusalHasTheSameShape() {
    assertError(api.get("/api/nothing"), 404);
    assertError(api.get("/api"), 404);
    assertError(api.get(STORES + "/unknown-000000"), 404);
    assertError(api.get(STORES + "/unknown-000000/status"), 404);
    assertError(api.get(STORES + "/unknown-000000/detail"), 404);
    assertError(api.act(STORES + "/unknown-000000/retry"), 404);
    assertError(delete("unknown-000000"), 404);
    assertError(api.send("PUT", STORES, new byte[0]), 405);
    assertError(api.post(STORES, "name=a", "Content-Type", "text/plain"), 415);
    String large = Api.body("x".repeat(70_000), "medusa");
    assertError(api.post(STORES, large), 413);
    api.create("Taken", "medusa");
    assertError(api.post(STORES, Api.body("taken", "medusa")), 409);
    assertThat(api.get("/api/v1/nothing").header("Content-Type"))
        .startsWith("application/problem+json");
  }

  private static void assertError(Answer answer, int status) {
    answer.expect(status);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(names(answer.json())).containsExactly("error");
    assertThat(answer.text("error")).isNotBlank();
    assertThat(answer.header("X-Request-Id")).isNotBlank();
  }

  @Test
  void aFullQuotaIsToldInTheOldWords() {
    platform
        .jdbi()
        .useHandle(
            h -> h.execute("insert into accounts (id, max_stores) values (?, 1)", api.caller()));
    api.post(STORES, Api.body("One", "medusa")).expect(202);
    Answer refused = api.post(STORES, Api.body("Two", "medusa")).expect(429);
    assertThat(refused.body())
        .isEqualTo("{\"error\":\"Store limit reached (1/1). Delete a store to create another.\"}");
    assertThat(refused.header("Retry-After")).matches("\\d+");
  }

  @Test
  void aKeyMakesARepeatedCreationHarmless() {
    Answer first = api.post(STORES, Api.body("Once", "medusa"), "Idempotency-Key", "w").expect(202);
    Answer again = api.post(STORES, Api.body("Once", "medusa"), "Idempotency-Key", "w").expect(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    Answer other = api.post(STORES, Api.body("Other", "medusa"), "Idempotency-Key", "w");
    assertError(other, 422);
  }

  @Test
  void aDeletionThatTakesLongerIsAnsweredBeforeItIsOver() {
    String id = api.ready("fail-stuck-delete weaver", "medusa");
    String[] shortly = {"Prefer", "wait=1"};
    Answer answer = api.send("DELETE", STORES + "/" + id, new byte[0], shortly).expect(202);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Store deletion started\"}");
    assertThat(shown(id)).isEqualTo("Deleting");
  }

  static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }
}
