package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ApiTest
class DemoModeApiTest {
  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LocalHost:3000", "127.0.0.1", "127.1.2.3:80", "[::1]:3000"})
  void answersAtNamesOfThisMachine(String host) {
    assertThat(Raw.get(STORES, host)).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void theNameOperatorIsTheOperators() {
    new Api("operator").get("/api/v1/audit").expect(200);
    new Api("operators").get("/api/v1/audit").problem(403, "FORBIDDEN");
    new Api("operator").get("/api/v1/auth/tokens").problem(409, "NO_ACCOUNTS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil-localhost",
        "10.0.0.7:3000"
      })
  void aNameThatOnlyResolvesToThisMachineIsRefused(String host) {
    for (String path : new String[] {STORES, "/", "/openapi", "/metrics"}) {
      assertThat(Raw.get(path, host))
          .startsWith("HTTP/1.1 421 ")
          .contains("application/problem+json", "\"code\":\"MISDIRECTED_REQUEST\"");
    }
  }
}
