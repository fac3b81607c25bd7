package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

@ApiTest
class SystemApiTest {
  private static final String SYSTEM = "/api/v1/system";

  private final Api owner = Api.somebody();
  private final Api operator = new Api("operator");

  @Test
  void onlyOperatorsSeeThePlatform() {
    owner.get(SYSTEM).problem(403, "FORBIDDEN");
    assertThat(operator.get(SYSTEM).expect(200).header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void whatBecameReadyAndWhatFailedIsCounted() {
    JsonNode before = operator.get(SYSTEM).expect(200).json();
    owner.ready("Counted", "woocommerce");
    String failing = owner.create("Fail setup job", "medusa");
    owner.await(failing, "FAILED");
    JsonNode after = operator.get(SYSTEM).expect(200).json();
    assertThat(sum(after, "ready")).isGreaterThan(sum(before, "ready"));
    assertThat(sum(after, "failed")).isGreaterThan(sum(before, "failed"));
    assertThat(after.path("last_hour")).hasSize(60);
    assertThat(after.at("/stores/FAILED").asInt()).isPositive();
    JsonNode cause = cause(after, "SETUP_FAILED");
    assertThat(cause.path("stores").asInt()).isPositive();
    assertThat(cause.path("message").asText()).isNotBlank();
  }

  @Test
  void everyLaneOfTheQueueIsNamed() {
    JsonNode queue = operator.get(SYSTEM).expect(200).json().path("queue");
    assertThat(queue.path("due").fieldNames())
        .toIterable()
        .containsExactly("USER", "RECOVERY", "RESYNC");
    assertThat(queue.path("max_provisions").asInt()).isPositive();
  }

  @Test
  void theOperatorOfDemoModeSeesEverybodysStores() {
    String id = owner.create("Seen from above", "medusa");
    assertThat(operator.get(STORES + "/" + id).expect(200).text("owner")).isEqualTo(owner.caller());
  }

  private static int sum(JsonNode state, String what) {
    int sum = 0;
    for (JsonNode minute : state.path("last_hour")) {
      sum += minute.path(what).asInt();
    }
    return sum;
  }

  private static JsonNode cause(JsonNode state, String code) {
    for (JsonNode cause : state.path("failures")) {
      if (cause.path("code").asText().equals(code)) {
        return cause;
      }
    }
    throw new AssertionError("No cause " + code + " among " + state.path("failures"));
  }
}
