package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@LocalTest
class LimitsLocalTest {

  @Test
  void theHundredAndFirstRequestInAMinuteIsRefused() {
    Browser ann = Browser.somebody();
    String[] address = {"X-Forwarded-For", Browser.anAddress()};
    Answer first = ann.get(STORES, address).expect(200);
    assertThat(first.header("RateLimit-Policy")).isEqualTo("\"general\";q=100;w=60");
    assertThat(first.header("RateLimit")).matches("\"general\";r=99;t=\\d+");
    for (int i = 1; i < 100; i++) {
      ann.get(STORES, address).expect(200);
    }
    Answer refused = ann.get(STORES, address).problem(429, "RATE_LIMITED");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 61);
    assertThat(refused.header("RateLimit")).startsWith("\"general\";r=0;");
    ann.get(STORES, "X-Forwarded-For", Browser.anAddress()).problem(429, "RATE_LIMITED");
    Browser.somebody().get(STORES, address).expect(200);
  }

  @Test
  void fiveStoresAreCreatedInAQuarterOfAnHour() {
    Browser ann = Browser.somebody();
    String[] address = {"X-Forwarded-For", Browser.anAddress()};
    for (int i = 0; i < 5; i++) {
      ann.post(STORES, Api.body("Shop " + i, "medusa"), address).expect(202);
    }
    Answer refused =
        ann.post(STORES, Api.body("Shop 6", "medusa"), address).problem(429, "RATE_LIMITED");
    assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"create\";q=5;w=900");
    ann.get(STORES, address).expect(200);
  }

  @Test
  void whoeverHasNoAccountIsCountedByAddressAndCannotChooseIt() {
    String address = Browser.anAddress();
    Api nobody = new Api("");
    for (int i = 0; i < 100; i++) {
      // A proxy adds the address that it sees at the end; what stands before is the client's word.
      nobody
          .get(STORES, "X-Forwarded-For", "10.0.0." + i + ", " + address)
          .problem(401, "UNAUTHENTICATED");
    }
    nobody.get(STORES, "X-Forwarded-For", "10.9.9.9, " + address).problem(429, "RATE_LIMITED");
  }

  @Test
  @Timeout(300)
  void aThousandAtOnceEndWithExactlyTheQuota() throws Exception {
    Browser ann = Browser.somebody();
    Sql.run("update accounts set max_stores = 50 where id = ?", ann.id());
    try (var people = Executors.newFixedThreadPool(32)) {
      List<Future<Integer>> answers =
          IntStream.range(0, 1000)
              .mapToObj(i -> people.submit(() -> create(ann, "Shop " + i)))
              .toList();
      int made = 0;
      for (Future<Integer> answer : answers) {
        made += answer.get() == 202 ? 1 : 0;
      }
      assertThat(made).isEqualTo(50);
    }
    assertThat(Sql.text("select count(*) from stores where owner = ?", ann.id())).isEqualTo("50");
    assertThat(ann.get("/api/v1/quota").json().at("/stores/limit").asInt()).isEqualTo(50);
    Answer preview = ann.post(STORES + "?validate_only=true", Api.body("One more", "medusa"));
    preview.problem(429, "QUOTA_EXCEEDED");
  }

  // Who has to wait too long is told to come back, and does.
  private static int create(Browser ann, String name) {
    for (int tries = 0; tries < 50; tries++) {
      int status = ann.post(STORES, Api.body(name, "medusa")).status();
      if (status != 503) {
        return status;
      }
    }
    throw new AssertionError("always too busy");
  }
}
