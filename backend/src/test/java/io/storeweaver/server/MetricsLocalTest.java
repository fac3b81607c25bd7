package io.storeweaver.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@LocalTest
class MetricsLocalTest {
  private static final String TOKEN = "a-token-of-the-tests";

  private final Api nobody = new Api("");

  @Test
  void whereThereIsATokenItIsNeededAndIsEnough() {
    nobody.get("/metrics").problem(403, "FORBIDDEN");
    nobody
        .get("/metrics", "Authorization", "Bearer a-token-of-the-testz")
        .problem(403, "FORBIDDEN");
    nobody.get("/metrics", "Authorization", TOKEN).problem(403, "FORBIDDEN");
    assertThat(
            nobody
                .get("/metrics", "Authorization", "Bearer " + TOKEN, "X-Forwarded-For", "192.0.2.1")
                .expect(200)
                .body())
        .contains("storeweaver_info");
  }
}
