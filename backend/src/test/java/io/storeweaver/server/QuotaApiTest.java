package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static io.storeweaver.server.Api.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@ApiTest
class QuotaApiTest {
  private static final int LIMIT = 7;

  @Inject Platform platform;

  @Test
  void aLimitHoldsHoweverManyComeAtOnce() throws Exception {
    Api api = Api.somebody();
    platform
        .jdbi()
        .useHandle(
            h ->
                h.execute(
                    "insert into accounts (id, max_stores) values (?, ?)", api.caller(), LIMIT));
    AtomicInteger number = new AtomicInteger();
    List<Answer> answers =
        IdempotencyApiTest.together(
            200, () -> created(api, body("Store " + number.incrementAndGet(), "woocommerce")));
    assertThat(answers.stream().filter(a -> a.status() == 202)).hasSize(LIMIT);
    assertThat(answers.stream().filter(a -> a.status() != 202))
        .allSatisfy(
            a -> {
              a.problem(429, "QUOTA_EXCEEDED");
              assertThat(a.header("Retry-After")).matches("\\d+");
              assertThat(a.text("detail")).startsWith("Store limit reached (7/7)");
            });
    api.post(STORES + "?validate_only=true", body("One more", "medusa"))
        .problem(429, "QUOTA_EXCEEDED");
    JsonNode quota = api.get("/api/v1/quota").expect(200).json();
    assertThat(quota.at("/stores/used").asInt()).isEqualTo(LIMIT);
    assertThat(quota.at("/stores/limit").asInt()).isEqualTo(LIMIT);

    String freed =
        answers.stream().filter(a -> a.status() == 202).findFirst().orElseThrow().text("id");
    api.delete(freed, "Prefer", "wait=30").expect(200);
    api.post(STORES, body("In its place", "medusa")).expect(202);
  }

  // On a slow machine some have to wait too long for their turn; they are told to come back, and
  // do.
  private static Answer created(Api api, String body) {
    Answer answer = api.post(STORES, body);
    for (int tries = 1; tries < 50 && answer.status() == 503; tries++) {
      answer = api.post(STORES, body);
    }
    return answer;
  }
}
