package io.storeweaver.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.logging.json.runtime.JsonFormatter;
import io.storeweaver.Json;
import io.storeweaver.LogField;
import java.io.StringWriter;
import java.util.List;
import java.util.logging.Formatter;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the running server's console shows. */
@ApiTest
class LogApiTest {
  private static final Logger LOG = Logger.getLogger("io.storeweaver.test");
  private static final String SECRET = "hunter2hunter2";

  private final StringWriter shown = new StringWriter();
  private final ConsoleHandler console = console();
  private final Formatter usual = console.getFormatter();

  @BeforeEach
  void readTheConsole() {
    console.setWriter(shown);
  }

  @AfterEach
  void giveItBack() {
    console.setFormatter(usual);
    console.setTarget(ConsoleHandler.Target.SYSTEM_OUT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "admin_password=" + SECRET,
        "Authorization: Bearer " + SECRET,
        "Cookie: storeweaver_session=" + SECRET,
        "swt_" + SECRET,
        "postgresql://weaver:" + SECRET + "@db/weaver"
      })
  void noSecretReachesTheConsoleByWordParameterOrException(String telling) {
    for (Formatter formatter : List.of(usual, json())) {
      console.setFormatter(formatter);
      LOG.warn("word " + telling);
      LOG.warnf("parameter %s", telling);
      LOG.warn("exception", new IllegalStateException("outer", new Exception(telling)));
    }
    assertThat(shown.toString())
        .contains("word", "parameter", "exception", "outer", "LogApiTest", "***")
        .doesNotContain(SECRET);
  }

  @Test
  void aLineForProgramsNamesWhatItIsAbout() {
    console.setFormatter(json());
    LogField.STORE.set("corner-shop-k3x9qa");
    LogField.ATTEMPT.set(3);
    try {
      LOG.warn("it did not work");
    } finally {
      LogField.STORE.clear();
      LogField.ATTEMPT.clear();
    }
    LOG.warn("nothing in particular");
    JsonNode line = line("it did not work");
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(line.at("/mdc/store").asText()).isEqualTo("corner-shop-k3x9qa");
    assertThat(line.at("/mdc/attempt").asText()).isEqualTo("3");
    assertThat(line("nothing in particular").at("/mdc/store").isMissingNode()).isTrue();
  }

  @Test
  void whatARequestLogsCarriesTheRequestsId() {
    console.setFormatter(json());
    Api.somebody()
        .get("/api/v1/stores", "X-Request-Id", "named-by-the-caller", LogsOnDemand.HEADER, "said")
        .expect(200);
    assertThat(line("said").at("/mdc/request_id").asText()).isEqualTo("named-by-the-caller");
  }

  // The server may have something to say as well.
  private JsonNode line(String message) {
    return shown
        .toString()
        .lines()
        .map(LogApiTest::parsed)
        .filter(line -> line.path("message").asText().equals(message))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode parsed(String line) {
    try {
      return Json.MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + line, e);
    }
  }

  private static Formatter json() {
    return new JsonFormatter();
  }

  private static ConsoleHandler console() {
    return Stream.of(InitialConfigurator.DELAYED_HANDLER.getHandlers())
        .filter(ConsoleHandler.class::isInstance)
        .map(ConsoleHandler.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
