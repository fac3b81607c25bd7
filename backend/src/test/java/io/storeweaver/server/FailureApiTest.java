package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ApiTest
class FailureApiTest {
  private final Api api = Api.somebody();

  @ParameterizedTest
  @CsvSource({
    "fail-image-pull, IMAGE_PULL_FAILED, Pod/, woocommerce",
    "fail-crash-loop, CRASH_LOOP, Pod/, medusa",
    "fail-volume-pending, VOLUME_PENDING, PersistentVolumeClaim/, woocommerce",
    "fail-unschedulable, UNSCHEDULABLE, Pod/, medusa",
    "fail-no-ingress, INGRESS_PENDING, Ingress/, woocommerce"
  })
  void whatHoldsAStoreUpIsNamedWithItsRemedy(
      String name, String code, String resource, String engine) {
    String id = api.create(name, engine);
    JsonNode store =
        api.await(
            id,
            s ->
                s.at("/waiting_for/code").asText().equals(code)
                    && s.at("/waiting_for/resource").asText().startsWith(resource),
            code + " at " + resource);
    JsonNode waiting = store.path("waiting_for");
    assertThat(waiting.path("message").asText()).isNotBlank();
    assertThat(waiting.path("fix").asText()).endsWith(".");
    assertThat(waiting.path("since").asText()).endsWith("Z");
    assertThat(store.path("status_reason").asText()).isEqualTo(code);
    assertThat(store.path("status").asText()).isEqualTo("PROVISIONING");
    assertThat(store.path("failure_reason").isNull()).isTrue();
    assertThat(api.get(STORES + "/" + id + "/events").json().findValuesAsText("reason"))
        .contains(code);
    api.delete(id, "Prefer", "wait=30").expect(200);
  }

  @Test
  void aFailedSetUpSucceedsOnceItIsRetried() {
    String id = api.create("flaky-setup-job", "medusa");
    JsonNode failed = api.await(id, "FAILED");
    assertThat(failed.path("failure_reason").asText()).isEqualTo("SETUP_FAILED");
    assertThat(failed.at("/waiting_for/resource").asText()).startsWith("Job/");
    assertThat(failed.at("/waiting_for/fix").asText()).contains("retry");
    JsonNode steps = api.get(STORES + "/" + id + "/detail").expect(200).json().path("steps");
    assertThat(steps.findValuesAsText("state")).contains("failed");

    Answer retried = api.act(STORES + "/" + id + "/retry").expect(202);
    assertThat(retried.text("status")).isEqualTo("PROVISIONING");
    JsonNode ready = api.await(id, "READY");
    assertThat(ready.path("failure_reason").isNull()).isTrue();
    assertThat(ready.path("waiting_for").isNull()).isTrue();
  }

  @Test
  void aStoreThatFailsByItsNameSucceedsUnderAnotherOne() {
    String id = api.create("fail-setup-job", "woocommerce");
    api.await(id, "FAILED");
    api.patch(id, "{\"name\":\"Mended\"}").expect(202);
    JsonNode settled =
        api.await(id, s -> s.path("status").asText().matches("READY|FAILED"), "settled");
    if (settled.path("status").asText().equals("FAILED")) {
      api.act(STORES + "/" + id + "/retry").expect(202);
    }
    assertThat(api.await(id, "READY").path("name").asText()).isEqualTo("Mended");
  }

  @Test
  void onlyWhatFailedCanBeRetried() {
    String id = api.ready("Fine", "medusa");
    api.act(STORES + "/" + id + "/retry").problem(409, "STATE_CONFLICT");
    api.act(STORES + "/" + id + "/cancel").problem(409, "STATE_CONFLICT");
    api.act(STORES + "/unknown-000000/retry").problem(404, "NOT_FOUND");
    api.act(STORES + "/unknown-000000/cancel").problem(404, "NOT_FOUND");
  }

  @Test
  void whatIsCancelledStopsAndGoesOnWhenRetried() {
    String id = api.create("fail-image-pull now", "woocommerce");
    api.act(STORES + "/" + id + "/cancel").expect(202);
    JsonNode stopped = api.await(id, "FAILED");
    assertThat(stopped.path("failure_reason").asText()).isEqualTo("CANCELLED");
    api.patch(id, "{\"name\":\"Better\"}").expect(202);
    api.await(id, s -> s.path("status").asText().matches("READY|FAILED"), "settled");
    if (api.store(id).path("status").asText().equals("FAILED")) {
      api.act(STORES + "/" + id + "/retry").expect(202);
    }
    api.await(id, "READY");
  }
}
