package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@ApiTest
class IsolationApiTest {
  private static final String[] READS = {
    "",
    "/events",
    "/events/stream",
    "/detail",
    "/logs",
    "/logs?follow=true",
    "/manifest",
    "/revisions",
    "/credentials"
  };
  private static final String[] ACTS = {"/retry", "/cancel", "/rollback"};
  private static final String UNKNOWN = "never-was-abc123";

  private final Api owner = Api.somebody();
  private final Api stranger = Api.somebody();

  @Test
  void somebodyElsesStoreLooksLikeNone() {
    String id = owner.ready("Private", "medusa");
    for (String read : READS) {
      alike("GET", id, read, "");
    }
    for (String act : ACTS) {
      alike("POST", id, act, "{\"revision\":1}");
    }
    alike("PATCH", id, "", "{\"name\":\"Stolen\"}");
    alike("DELETE", id, "", "");
    assertThat(owner.store(id).path("status").asText()).isEqualTo("READY");
    assertThat(owner.store(id).path("version").asInt()).isEqualTo(1);
  }

  private void alike(String method, String id, String path, String body) {
    ObjectNode theirs = refusal(method, id, path, body);
    ObjectNode none = refusal(method, UNKNOWN, path, body);
    assertThat(theirs).as(method + path).isEqualTo(none);
  }

  private ObjectNode refusal(String method, String id, String path, String body) {
    String[] headers = {"Content-Type", "application/json", "If-Match", "\"1\"", "Accept", "*/*"};
    Answer answer =
        stranger
            .send(method, STORES + "/" + id + path, body.getBytes(StandardCharsets.UTF_8), headers)
            .problem(404, "NOT_FOUND");
    ObjectNode problem = (ObjectNode) answer.json();
    String detail = problem.path("detail").asText().replace(id, "ID");
    return problem.put("detail", detail).put("message", detail).put("request_id", "");
  }

  @Test
  void nobodySeesWhatIsSomebodyElsesInALogOfChanges() throws Exception {
    try (Events events = Events.of(stranger, STORES + "/stream")) {
      events.connected();
      String theirs = owner.ready("Unseen", "woocommerce");
      String mine = stranger.create("Seen", "woocommerce");
      Events.Event first = events.next("store");
      assertThat(first.json().path("id").asText()).isEqualTo(mine).isNotEqualTo(theirs);
    }
  }

  @Test
  void theListAndTheQuotaAreOnesOwn() {
    owner.create("Mine", "medusa");
    assertThat(stranger.get(STORES).json().path("stores")).isEmpty();
    assertThat(stranger.get("/api/v1/quota").json().at("/stores/used").asInt()).isZero();
  }

  @Test
  void whoeverSendsNoNameIsTheDemoCaller() {
    Api demo = new Api("");
    String id = demo.create("Demo " + System.nanoTime(), "medusa");
    assertThat(demo.store(id).path("owner").asText()).isEqualTo("demo");
    new Api("demo").delete(id);
  }
}
