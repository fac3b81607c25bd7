package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static io.storeweaver.server.Api.body;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ApiTest
class IdempotencyApiTest {
  private static final String KEY = "Idempotency-Key";
  private final Api api = Api.somebody();

  @Test
  void aRepeatedRequestGetsTheFirstAnswerAgain() {
    Answer first = api.post(STORES, body("Once", "medusa"), KEY, "k-1").expect(202);
    api.await(first.text("id"), "READY");
    Answer again = api.post(STORES, body("Once", "medusa"), KEY, "k-1").expect(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(first.header("Idempotency-Replayed")).isEmpty();
  }

  @Test
  void aKeyStandsForOneRequestOnly() {
    api.post(STORES, body("One", "medusa"), KEY, "k").expect(202);
    api.post(STORES, body("Two", "medusa"), KEY, "k").problem(422, "IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void aKeyBelongsToItsCaller() {
    String mine = api.post(STORES, body("Same", "medusa"), KEY, "k").expect(202).text("id");
    Answer theirs = Api.somebody().post(STORES, body("Same", "medusa"), KEY, "k").expect(202);
    assertThat(theirs.text("id")).isNotEqualTo(mine);
  }

  @Test
  void aRefusedRequestDoesNotUseUpItsKey() {
    api.post(STORES, body("", "medusa"), KEY, "k").problem(400, "VALIDATION_FAILED");
    api.create("Taken", "medusa");
    api.post(STORES, body("Taken", "medusa"), KEY, "k").problem(409, "NAME_TAKEN");
    api.post(STORES, body("Free", "medusa"), KEY, "k").expect(202);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "tab\there"})
  void aKeyIsVisibleAscii(String key) {
    api.post(STORES, body("a", "medusa"), KEY, key).problem(400, "INVALID_IDEMPOTENCY_KEY");
  }

  @Test
  void aKeyHasAtMost255Characters() {
    api.post(STORES, body("a", "medusa"), KEY, "k".repeat(256))
        .problem(400, "INVALID_IDEMPOTENCY_KEY");
    api.post(STORES, body("a", "medusa"), KEY, "k".repeat(255)).expect(202);
  }

  @Test
  void aThousandAtOnceMakeOneStore() throws Exception {
    List<Answer> answers =
        together(1_000, () -> api.post(STORES, body("Rush", "medusa"), KEY, "rush"));
    assertThat(answers).allMatch(a -> a.status() == 202 || a.status() == 409);
    Set<String> ids =
        answers.stream()
            .filter(a -> a.status() == 202)
            .map(a -> a.text("id"))
            .collect(Collectors.toSet());
    assertThat(ids).hasSize(1);
    assertThat(api.get(STORES).json().path("total").asInt()).isEqualTo(1);
  }

  @Test
  void ofFiftyWithoutAKeyOneGetsTheName() throws Exception {
    List<Answer> answers = together(50, () -> api.post(STORES, body("Race", "medusa")));
    assertThat(answers.stream().filter(a -> a.status() == 202)).hasSize(1);
    assertThat(answers.stream().filter(a -> a.status() != 202))
        .allSatisfy(a -> a.problem(409, "NAME_TAKEN"));
  }

  static List<Answer> together(int requests, Callable<Answer> request)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> futures = new ArrayList<>();
      for (int i = 0; i < requests; i++) {
        futures.add(threads.submit(request));
      }
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> future : futures) {
        answers.add(future.get());
      }
      return answers;
    }
  }
}
