package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What clients of the earlier system that spoke {@code /api/v1} rely on. */
@ApiTest
class EarlierClientsApiTest {
  private final Api api = Api.somebody();

  @Test
  void theFiveFieldBodyWorks() {
    Answer accepted =
        api.post(
                STORES,
                """
                {"name":"Five Fields","engine":"woocommerce","admin_email":"me@example.org",
                 "admin_username":"keeper","admin_password":"a long enough one"}
                """)
            .expect(202);
    String id = accepted.text("id");
    assertThat(accepted.text("status")).isEqualTo("PROVISIONING");
    assertThat(accepted.json().path("store_url").isNull()).isTrue();
    assertThat(accepted.json().path("failure_reason").isNull()).isTrue();
    assertThat(accepted.body()).doesNotContain("a long enough one");
    JsonNode ready = api.await(id, "READY");
    assertThat(ready.path("store_url").asText()).startsWith("http://five-fields");
    JsonNode login = api.get(STORES + "/" + id + "/credentials").expect(200).json();
    assertThat(login.path("username").asText()).isEqualTo("keeper");
    assertThat(login.path("password").asText()).isEqualTo("a long enough one");
  }

  @Test
  void nameAndEngineAreEnough() {
    api.post(STORES, "{\"name\":\"Two Fields\",\"engine\":\"medusa\"}").expect(202);
    JsonNode listed = api.get(STORES).expect(200).json().path("stores");
    assertThat(listed.findValuesAsText("name")).containsExactly("Two Fields");
  }

  @Test
  void everyRefusalCarriesAMessage() {
    Answer[] refusals = {
      api.post(STORES, "{\"name\":\"\",\"engine\":\"x\"}").expect(400),
      api.get(STORES + "/unknown-000000").expect(404),
      api.get("/api/v1/nothing").expect(404),
      api.send("PUT", STORES, new byte[0]).expect(405)
    };
    for (Answer refusal : refusals) {
      assertThat(refusal.text("message")).isNotBlank().isEqualTo(refusal.text("detail"));
    }
  }

  @Test
  void theStatusesKeepTheirMeaning() {
    String failing = api.create("fail-setup-job earlier", "woocommerce");
    JsonNode failed = api.await(failing, "FAILED");
    assertThat(failed.path("failure_reason").asText()).isNotBlank();
    Answer deleted = api.delete(failing, "Prefer", "wait=20").expect(200);
    assertThat(deleted.text("id")).isEqualTo(failing);
    assertThat(deleted.text("status")).isEqualTo("DELETED");
    assertThat(deleted.text("message")).isEqualTo("Store deleted successfully");
    assertThat(api.store(failing).path("status").asText()).isEqualTo("DELETED");
  }

  @Test
  void healthNamesTheService() {
    JsonNode health = api.get("/api/v1/health").expect(200).json();
    assertThat(health.path("status").asText()).isEqualTo("healthy");
    assertThat(health.path("service").asText()).isEqualTo("store-provisioning-backend");
  }
}
