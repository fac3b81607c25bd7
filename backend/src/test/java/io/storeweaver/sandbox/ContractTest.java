package io.storeweaver.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class ContractTest {
  /** The recorded answers by the names of their steps. */
  private static Map<String, String> recorded() throws IOException {
    String all;
    try (InputStream in =
        Objects.requireNonNull(
            ContractTest.class.getResourceAsStream("/sandbox/contract-recorded.txt"))) {
      all = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
    Map<String, String> answers = new HashMap<>();
    String rest = "\n" + all;
    String former = "";
    for (JsonNode step : Contract.steps()) {
      String name = Json.text(step, "name");
      int at = rest.indexOf("\n" + name + ": ");
      assertThat(at).as("recorded answer of " + name).isNotNegative();
      answers.put(former, rest.substring(0, at).strip());
      rest = rest.substring(at);
      former = name;
    }
    answers.put(former, rest.strip());
    return answers;
  }

  @Test
  void theSandboxAnswersAsARealApiServerDid() throws IOException {
    Map<String, String> recorded = recorded();
    Map<String, String> answers;
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.fast())) {
      answers = Contract.answers(sandbox.configuration());
    }

    SoftAssertions softly = new SoftAssertions();
    for (JsonNode step : Contract.steps()) {
      String name = Json.text(step, "name");
      String reason = Json.text(step, "differs");
      String answer = Objects.requireNonNull(answers.get(name)).strip();
      if (reason.isEmpty()) {
        softly.assertThat(answer).isEqualTo(recorded.get(name));
      } else {
        softly.assertThat(answer).as("it is said that " + reason).isNotEqualTo(recorded.get(name));
      }
    }
    softly.assertAll();
  }
}
