package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static io.storeweaver.server.Api.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ApiTest
class CreateApiTest {
  private final Api api = Api.somebody();

  @ParameterizedTest
  @ValueSource(strings = {"woocommerce", "medusa"})
  void aStoreIsAcceptedAtOnceAndBecomesReady(String engine) {
    Answer accepted = api.post(STORES, body("Tea House", engine)).expect(202);
    String id = accepted.text("id");
    assertThat(id).matches("tea-house-[a-z0-9]{6}");
    assertThat(accepted.header("Location")).endsWith(STORES + "/" + id);
    assertThat(accepted.text("status")).isEqualTo("PROVISIONING");
    assertThat(accepted.json().path("store_url").isNull()).isTrue();

    JsonNode ready = api.await(id, "READY");
    assertThat(ready.path("name").asText()).isEqualTo("Tea House");
    assertThat(ready.path("engine").asText()).isEqualTo(engine);
    assertThat(ready.path("plan").asText()).isEqualTo("starter");
    assertThat(ready.path("namespace").asText()).isEqualTo("store-" + id);
    assertThat(ready.path("helm_release").asText()).isEqualTo(id);
    assertThat(ready.path("owner").asText()).isEqualTo(api.caller());
    assertThat(ready.path("store_url").asText())
        .startsWith("http://tea-house")
        .contains(".localhost");
    assertThat(ready.path("admin_url").asText()).startsWith(ready.path("store_url").asText());
    assertThat(ready.path("engine_version").asText()).isNotBlank();
    assertThat(ready.path("ready_at").asText()).endsWith("Z");
    assertThat(ready.path("failure_reason").isNull()).isTrue();
    assertThat(ready.path("waiting_for").isNull()).isTrue();
    assertThat(ready.at("/progress/done")).isEqualTo(ready.at("/progress/total"));
  }

  @Test
  void everyFieldOfTheContractIsInTheAnswer() {
    JsonNode store = api.store(api.ready("Whole", "woocommerce"));
    assertThat(store.fieldNames())
        .toIterable()
        .contains(
            ("id name engine engine_version chart_version plan namespace helm_release status status_reason failure_reason"
                    + " waiting_for store_url admin_url custom_domain owner suspended conditions generation version attempts"
                    + " progress created_at updated_at ready_at deleted_at")
                .split(" "));
    assertThat(store.path("conditions").findValuesAsText("type"))
        .contains("Accepted", "Applied", "DatabaseReady", "SetupCompleted", "Exposed", "Ready");
    store
        .path("conditions")
        .forEach(
            condition ->
                assertThat(condition.fieldNames())
                    .toIterable()
                    .contains(
                        "status",
                        "reason",
                        "message",
                        "last_transition_time",
                        "observed_generation"));
  }

  @Test
  void allThatCanBeGivenIsTaken() {
    JsonNode store =
        api.post(
                STORES,
                """
                {"name":"  Full  ","engine":"MEDUSA","plan":"Business","custom_domain":"Full.Example.COM",
                 "admin_email":"me@example.org","admin_username":"owner","admin_password":"correct horse 1","storefront":false}
                """)
            .expect(202)
            .json();
    assertThat(store.path("name").asText()).isEqualTo("Full");
    assertThat(store.path("plan").asText()).isEqualTo("business");
    assertThat(store.path("custom_domain").asText()).isEqualTo("full.example.com");
    assertThat(store.toString()).doesNotContain("correct horse");
    api.await(store.path("id").asText(), "READY");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                                              | name",
        "{}                                                                              | engine",
        "{\"name\":\"  \",\"engine\":\"medusa\"}                                         | name",
        "{\"name\":\"a\",\"engine\":\"shopify\"}                                         | engine",
        "{\"name\":\"a\",\"engine\":\"medusa\",\"plan\":\"huge\"}                        | plan",
        "{\"name\":\"a\",\"engine\":\"medusa\",\"chart_version\":\"9.9.9\"}              | chart_version",
        "{\"name\":\"a\",\"engine\":\"medusa\",\"custom_domain\":\"nodots\"}             | custom_domain",
        "{\"name\":\"a\",\"engine\":\"medusa\",\"custom_domain\":\"a.localhost\"}        | custom_domain",
        "{\"name\":\"a\",\"engine\":\"medusa\",\"custom_domain\":\"a..example.com\"}     | custom_domain",
        "{\"name\":\"a\",\"engine\":\"medusa\",\"custom_domain\":\"127.0.0.1\"}          | custom_domain",
        "{\"name\":\"a\",\"engine\":\"medusa\",\"admin_password\":\"short\"}             | admin_password",
        "{\"name\":\"a\",\"engine\":\"medusa\",\"admin_email\":\"nobody\"}               | admin_email",
        "{\"name\":\"a\",\"engine\":\"medusa\",\"admin_username\":\"a b\"}               | admin_username"
      })
  void whatIsWrongIsNamed(String body, String field) {
    api.post(STORES, body).problem(400, "VALIDATION_FAILED").at(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":5,\"engine\":\"medusa\"}",
        "{\"name\":true,\"engine\":\"medusa\"}",
        "{\"name\":[\"a\"],\"engine\":\"medusa\"}",
        "{\"name\":{\"a\":1},\"engine\":\"medusa\"}"
      })
  void aNameIsAString(String body) {
    api.post(STORES, body).problem(400, "VALIDATION_FAILED").at("name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"true\"", "1", "\"\"", "{}"})
  void aFlagIsTrueOrFalse(String value) {
    api.post(STORES, "{\"name\":\"a\",\"engine\":\"medusa\",\"storefront\":" + value + "}")
        .problem(400, "VALIDATION_FAILED")
        .at("storefront");
  }

  @Test
  void aNameIsTakenWhateverItsCaseUntilItsStoreIsDeleted() {
    String first = api.ready("Corner Shop", "woocommerce");
    api.post(STORES, body("CORNER shop", "medusa")).problem(409, "NAME_TAKEN").at("name");
    Api.somebody().create("Corner Shop", "woocommerce");
    api.delete(first).expect(200);
    assertThat(api.create("Corner Shop", "woocommerce")).isNotEqualTo(first);
  }

  @Test
  void aDomainBelongsToOneStore() {
    String body = "{\"name\":\"%s\",\"engine\":\"medusa\",\"custom_domain\":\"only.one.example\"}";
    String id = api.post(STORES, body.formatted("First")).expect(202).text("id");
    Api other = Api.somebody();
    other.post(STORES, body.formatted("Second")).problem(409, "DOMAIN_TAKEN").at("custom_domain");
    api.delete(id).expect(200);
    other.post(STORES, body.formatted("Second")).expect(202);
  }

  @Test
  void aDryRunSaysWhatWouldHappenAndLeavesNothingBehind() {
    Answer preview =
        api.post(STORES + "?validate_only=true", body("Maybe", "medusa"), "Idempotency-Key", "dry")
            .expect(200);
    assertThat(preview.json().path("valid").asBoolean()).isTrue();
    assertThat(preview.text("store.host")).startsWith("maybe").endsWith(".localhost");
    assertThat(preview.text("store.plan")).isEqualTo("starter");
    assertThat(api.get(STORES + "?include=deleted").json().path("total").asInt()).isZero();
    assertThat(api.get("/api/v1/quota").json().at("/stores/used").asInt()).isZero();
    api.post(STORES, body("Maybe", "medusa"), "Idempotency-Key", "dry").expect(202);
    api.post(STORES + "?validate_only=true", body("Maybe", "medusa")).problem(409, "NAME_TAKEN");
  }

  @Test
  void aDryRunIsNeverMistakenForTheRealThing() {
    for (String flag : new String[] {"1", "yes", "TRUE ", ""}) {
      String path = STORES + "?validate_only=" + flag.replace(" ", "%20");
      api.post(path, body("Oops", "medusa")).problem(400, "VALIDATION_FAILED").at("validate_only");
    }
    assertThat(api.get(STORES).json().path("total").asInt()).isZero();
  }
}
