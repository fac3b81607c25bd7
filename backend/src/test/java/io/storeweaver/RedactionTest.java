package io.storeweaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  /**
   * Each has the secret "hunter2hunter2" in it, in one of the ways in which secrets get into texts.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://weaver:hunter2hunter2@db.example.com/weaver",
        "jdbc:postgresql://db/weaver?user=weaver&password=hunter2hunter2&ssl=true",
        "password=hunter2hunter2",
        "POSTGRES_PASSWORD: hunter2hunter2",
        "{\"admin_password\":\"hunter2hunter2\",\"name\":\"Shop\"}",
        "{\"admin_password\": \"with \\\" quote hunter2hunter2\"}",
        "Map{adminPassword='hunter2hunter2'}",
        "setup_token=hunter2hunter2",
        "METRICS_TOKEN=hunter2hunter2",
        "clientSecret: hunter2hunter2",
        "api-key=hunter2hunter2",
        "Authorization: Bearer hunter2hunter2",
        "Authorization: Basic aHVudGVyMg==hunter2hunter2",
        "headers {authorization=[Bearer hunter2hunter2]}",
        "sent Bearer hunter2hunter2 to the server",
        "Cookie: theme=dark; storeweaver_session=hunter2hunter2",
        "Set-Cookie: __Host-storeweaver_session=hunter2hunter2; Path=/; Secure",
        "session __Host-storeweaver_session=hunter2hunter2 has ended",
        "the token swt_hunter2hunter2 is revoked",
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJrdWJlcm5ldGVzIn0.hunter2hunter2",
        "-----BEGIN PRIVATE KEY-----\nhunter2hunter2\n-----END PRIVATE KEY-----",
      })
  void aSecretIsTakenOut(String text) {
    assertThat(Redaction.of(text)).doesNotContain("hunter2hunter2").contains("***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "store=corner-shop-k3x9qa namespace=store-corner-shop-k3x9qa attempt=2 reason=CRASH_LOOP: exited with 1",
        "http://localhost:3000 (API at http://localhost:3000/api/v1)",
        "Leases could not be renewed; trying again: connection to 127.0.0.1:5432 refused",
        "The API token lacks the scope stores:write, which this needs.",
        "mail to me@example.com",
        "image registry.example.com:5000/shop@sha256:0123456789abcdef",
      })
  void whatIsNoSecretStays(String text) {
    assertThat(Redaction.of(text)).isEqualTo(text);
  }

  @Test
  void aDatabaseUrlThatCannotBeReadIsRefusedWithoutItsPassword() {
    assertThat(
            catchThrowable(
                () ->
                    WeaverConfig.of(
                        Map.of(Setting.DATABASE_URL, "postgresql://weaver:hunter 2%@db/weaver"))))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("DATABASE_URL is not of the form")
        .hasMessageNotContaining("hunter");
  }
}
