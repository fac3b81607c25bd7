package io.storeweaver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
  @ParameterizedTest
  @CsvSource({
    "400,REFUSED",
    "401,NOT_PERMITTED",
    "403,NOT_PERMITTED",
    "404,NOT_FOUND",
    "409,REFUSED",
    "429,REFUSED",
    "500,REFUSED",
    "503,UNREACHABLE"
  })
  void anAnswersStatusDecidesHowTheCommandEnds(int status, Exit exit) {
    assertThat(refusal(status, "{}").exit()).isEqualTo(exit);
  }

  @Test
  void theProblemsSentenceItsCodeAndItsRequestAreSaid() {
    CommandFailed failed =
        refusal(
            409,
            "{\"detail\":\"The name is taken.\",\"code\":\"NAME_TAKEN\",\"request_id\":\"r1\"}");

    assertThat(failed.sentence()).isEqualTo("The name is taken.");
    assertThat(failed.hints()).containsExactly("(NAME_TAKEN, request r1)");
  }

  @Test
  void whoIsNotSignedInLearnsHowAndWhoIsTooQuickLearnsWhen() {
    assertThat(refusal(401, "{}").hints()).contains("Sign in with: weaver login");
    assertThat(refusal(429, "{}", "Retry-After", "9").hints()).contains("Try again in 9 s.");
  }

  @Test
  void anAnswerThatIsNoProblemIsCalledWhatItIs() {
    assertThat(refusal(502, "<html>").sentence())
        .isEqualTo("The server answered HTTP 502 without saying why.");
  }

  private static CommandFailed refusal(int status, String body, String... header) {
    Map<String, List<String>> headers =
        header.length == 0 ? Map.of() : Map.of(header[0], List.of(header[1]));
    return Refusal.of(status, HttpHeaders.of(headers, (_, _) -> true), body);
  }
}
