package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ApiTest
class DeleteApiTest {
  private final Api api = Api.somebody();

  @ParameterizedTest
  @ValueSource(strings = {"woocommerce", "medusa"})
  void aDeleteWaitsUntilNothingIsLeft(String engine) {
    String id = api.ready("Done", engine);
    Answer gone = api.delete(id).expect(200);
    assertThat(gone.text("id")).isEqualTo(id);
    assertThat(gone.text("status")).isEqualTo("DELETED");
    assertThat(gone.text("message")).isEqualTo("Store deleted successfully");
    JsonNode store = api.store(id);
    assertThat(store.path("status").asText()).isEqualTo("DELETED");
    assertThat(store.path("deleted_at").asText()).endsWith("Z");
    assertThat(api.get("/api/v1/quota").json().at("/stores/used").asInt()).isZero();
    JsonNode detail = api.get(STORES + "/" + id + "/detail").expect(200).json();
    assertThat(detail.path("resources")).isEmpty();
  }

  @Test
  void whoeverDoesNotWantToWaitIsAnsweredAtOnce() {
    for (String preference : new String[] {"respond-async", "wait=0", "return=minimal, Wait=0"}) {
      String id = api.ready("Busy " + preference.replaceAll("\\W", ""), "medusa");
      Answer started = api.delete(id, "Prefer", preference);
      assertThat(started.status()).isIn(200, 202);
      api.await(id, "DELETED");
    }
    // This one cannot be gone: an object holds its namespace.
    String held = api.ready("fail-stuck-delete", "medusa");
    Answer started = api.delete(held, "Prefer", "respond-async").expect(202);
    assertThat(started.text("status")).isEqualTo("DELETING");
    assertThat(started.text("message")).isEqualTo("Store deletion started");
    api.delete(held, "Prefer", "wait=1").expect(202);
  }

  @Test
  void repeatingItIsHarmless() {
    String id = api.ready("Twice", "woocommerce");
    api.delete(id, "Prefer", "respond-async");
    api.delete(id, "Prefer", "wait=20").expect(200);
    api.delete(id).expect(200);
    assertThat(api.get(STORES + "/" + id + "/events").json().findValuesAsText("reason"))
        .containsOnlyOnce("DeletionRequested");
  }

  @Test
  void aStoreThatIsStillBeingProvisionedCanBeDeleted() {
    String id = api.create("Changed my mind", "woocommerce");
    api.delete(id, "Prefer", "respond-async");
    api.await(id, "DELETED");
  }

  @Test
  void aWaitThatIsTooLongIsRefusedAndDeletesNothing() {
    String id = api.create("Kept", "medusa");
    for (String preference :
        new String[] {"wait=31", "wait=999999999999", "respond-async, wait=60"}) {
      api.delete(id, "Prefer", preference).problem(400, "VALIDATION_FAILED").at("Prefer");
    }
    assertThat(api.store(id).path("status").asText()).isNotIn("DELETING", "DELETED");
  }

  @Test
  void whatDoesNotExistCannotBeDeleted() {
    api.delete("never-was-000000").problem(404, "NOT_FOUND");
  }
}
