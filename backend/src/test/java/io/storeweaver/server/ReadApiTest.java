package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ApiTest
class ReadApiTest {
  private final Api api = Api.somebody();

  @Test
  void aStoreIsReadWithTheTagOfItsVersion() {
    String id = api.ready("Tagged", "medusa");
    Answer read = api.get(STORES + "/" + id).expect(200);
    assertThat(read.header("ETag")).isEqualTo("\"" + read.text("version") + "\"");
    assertThat(read.header("Cache-Control")).isEqualTo("no-store");
    assertThat(read.header("X-Content-Type-Options")).isEqualTo("nosniff");
    api.get(STORES + "/unknown-000000").problem(404, "NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(strings = {"woocommerce", "medusa"})
  void theDetailShowsTheClustersObjects(String engine) {
    String id = api.ready("Looked at", engine);
    JsonNode detail = api.get(STORES + "/" + id + "/detail").expect(200).json();
    assertThat(detail.path("available").asBoolean()).isTrue();
    assertThat(detail.path("resources").findValuesAsText("kind"))
        .contains(
            "Deployment",
            "StatefulSet",
            "Pod",
            "Service",
            "PersistentVolumeClaim",
            "Ingress",
            "ResourceQuota");
    for (JsonNode resource : detail.path("resources")) {
      assertThat(resource.path("name").asText()).isNotBlank();
      assertThat(resource.path("status").asText()).isNotBlank();
      assertThat(resource.path("age").asText()).matches("\\d+[smhd]");
      if (resource.path("kind").asText().equals("Deployment")) {
        assertThat(resource.path("ready").asText()).isEqualTo("1/1");
      }
      boolean pod = resource.path("kind").asText().equals("Pod");
      assertThat(resource.path("restarts").toString()).isEqualTo(pod ? "0" : "null");
    }
    assertThat(detail.path("steps").findValuesAsText("state"))
        .isNotEmpty()
        .allMatch("done"::equals);
    assertThat(detail.path("quota").at("/requests.memory/used").asText()).matches("\\d+.*");
    assertThat(detail.path("quota").at("/requests.memory/limit").asText()).matches("\\d+.*");
    assertThat(detail.path("pod_restarts").asInt()).isZero();
    assertThat(detail.path("observed_at").asText()).endsWith("Z");
  }

  @Test
  void theTimelineIsReadPageByPage() {
    String id = api.ready("History", "woocommerce");
    JsonNode all =
        api.get(STORES + "/" + id + "/events?page_size=200").expect(200).json().path("events");
    assertThat(all.findValuesAsText("reason")).contains("Accepted", "Ready");
    List<Long> seen = new ArrayList<>();
    String token = "";
    do {
      JsonNode page =
          api.get(STORES + "/" + id + "/events?page_size=2&page_token=" + token).expect(200).json();
      page.path("events").forEach(e -> seen.add(e.path("id").asLong()));
      token = page.path("next_page_token").isNull() ? "" : page.path("next_page_token").asText();
    } while (!token.isEmpty());
    List<Long> expected = new ArrayList<>();
    all.forEach(e -> expected.add(e.path("id").asLong()));
    assertThat(seen).isEqualTo(expected);
    assertThat(seen).isSortedAccordingTo((a, b) -> Long.compare(b, a));
  }

  @ParameterizedTest
  @CsvSource({
    "events?page_size=0, page_size",
    "events?page_token=x, page_token",
    "events?page_token=-1, page_token",
    "logs?tail=0, tail",
    "logs?tail=many, tail",
    "logs?previous=perhaps, previous",
    "logs?follow=perhaps, follow",
    "manifest?revision=x, revision",
    "manifest?revision=99, revision",
    "manifest?revision=-1, revision"
  })
  void aParameterThatMakesNoSenseIsNamed(String path, String field) {
    String id = api.create("Asked", "medusa");
    api.get(STORES + "/" + id + "/" + path).problem(400, "VALIDATION_FAILED").at(field);
  }

  @Test
  void theAdminLoginIsForTheOwnerAndIsNoted() {
    String password = "correct horse battery";
    String id =
        api.post(
                STORES,
                "{\"name\":\"Keys\",\"engine\":\"medusa\",\"admin_password\":\""
                    + password
                    + "\",\"admin_email\":\"me@example.org\"}")
            .expect(202)
            .text("id");
    api.await(id, "READY");
    Answer login = api.get(STORES + "/" + id + "/credentials").expect(200);
    assertThat(login.text("password")).isEqualTo(password);
    assertThat(login.text("username")).isNotBlank();
    assertThat(login.text("admin_url")).endsWith("/app");
    assertThat(login.header("Cache-Control")).isEqualTo("no-store");
    JsonNode events = api.get(STORES + "/" + id + "/events").json().path("events");
    assertThat(events.path(0).path("reason").asText()).isEqualTo("CredentialsRead");
    assertThat(events.path(0).path("actor").asText()).isEqualTo(api.caller());
    for (String place :
        new String[] {"", "/events", "/detail", "/manifest", "/revisions", "/logs"}) {
      assertThat(api.get(STORES + "/" + id + place).expect(200).body()).doesNotContain(password);
    }
    api.delete(id).expect(200);
    api.get(STORES + "/" + id + "/credentials").problem(409, "STATE_CONFLICT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"woocommerce", "medusa"})
  void aPasswordThatIsNotGivenIsMadeAndShowsNowhereElse(String engine) {
    String id = api.ready("Generated", engine);
    String password = api.get(STORES + "/" + id + "/credentials").expect(200).text("password");
    assertThat(password).hasSizeGreaterThanOrEqualTo(16);
    for (String place :
        new String[] {"", "/events", "/detail", "/manifest", "/revisions", "/logs"}) {
      assertThat(api.get(STORES + "/" + id + place).expect(200).body()).doesNotContain(password);
    }
  }

  @Test
  void theManifestIsWhatWasApplied() {
    String id = api.ready("Manifest", "woocommerce");
    JsonNode answer = api.get(STORES + "/" + id + "/manifest?revision=1").expect(200).json();
    assertThat(answer.path("revision").asInt()).isEqualTo(1);
    assertThat(answer.path("manifest").asText())
        .contains("kind: StatefulSet", "name: mysql", "storeweaver.io/store: \"" + id);
  }

  @Test
  void theLogsOfAllComponentsOrOfOneAreRead() {
    String id = api.ready("Talkative", "medusa");
    JsonNode logs = api.get(STORES + "/" + id + "/logs").expect(200).json().path("logs");
    assertThat(logs.findValuesAsText("component")).contains("app", "database");
    JsonNode app =
        api.get(STORES + "/" + id + "/logs?component=app&tail=1").expect(200).json().path("logs");
    assertThat(app.findValuesAsText("component")).isNotEmpty().allMatch("app"::equals);
    assertThat(app.path(0).path("lines")).hasSize(1);
    assertThat(api.get(STORES + "/" + id + "/logs?component=none").expect(200).json().path("logs"))
        .isEmpty();
  }

  @Test
  void aLogIsFollowedLineByLine() throws Exception {
    String id = api.ready("Followed", "medusa");
    String path = STORES + "/" + id + "/logs?follow=true&component=app&tail=1";
    try (Events events = Events.of(api, path)) {
      events.connected();
      JsonNode line = events.next("log").json();
      assertThat(line.path("component").asText()).isEqualTo("app");
      assertThat(line.path("pod").asText()).startsWith(id);
      assertThat(line.path("container").asText()).isNotBlank();
      assertThat(line.path("line").asText()).isNotBlank();
    }
  }

  @Test
  void theCatalogueSaysWhatCanBeCreated() {
    JsonNode engines = api.get("/api/v1/engines").expect(200).json().path("engines");
    assertThat(engines.findValuesAsText("id")).containsExactlyInAnyOrder("woocommerce", "medusa");
    engines.forEach(
        e -> {
          assertThat(e.path("default_chart_version").asText()).matches("\\d+\\.\\d+\\.\\d+");
          assertThat(e.path("versions").path(0).path("engine_version").asText()).isNotBlank();
        });
    JsonNode plans = api.get("/api/v1/plans").expect(200).json().path("plans");
    assertThat(plans.findValuesAsText("id")).containsExactly("starter", "standard", "business");
    plans.forEach(p -> assertThat(p.at("/limits/medusa").isEmpty()).isFalse());
  }

  @Test
  void theServerSaysThatItIsWell() {
    JsonNode health = api.get("/api/v1/health").expect(200).json();
    assertThat(health.path("status").asText()).isEqualTo("healthy");
    assertThat(health.path("service").asText()).isEqualTo("store-provisioning-backend");
    assertThat(health.at("/checks/database").asBoolean()).isTrue();
    api.get("/q/health/live").expect(200);
    api.get("/q/health/ready").expect(200);
    assertThat(api.get("/openapi").expect(200).body()).contains("/api/v1/stores/{id}/rollback");
    assertThat(api.get("/metrics").status()).isEqualTo(200);
  }
}
