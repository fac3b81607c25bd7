package io.storeweaver.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;

/** Turns the server's problem details (RFC 9457) into what a person reads and a script sees. */
final class Refusal {
  private Refusal() {}

  static CommandFailed of(int status, HttpHeaders headers, String body) {
    JsonNode problem = problem(body);
    String detail = problem.path("detail").asText("");
    String sentence =
        detail.isEmpty() ? "The server answered HTTP " + status + " without saying why." : detail;
    List<String> hints = new ArrayList<>();
    if (status == 401 && !problem.path("code").asText().equals("SIGN_IN_REFUSED")) {
      hints.add("Sign in with: weaver login");
    }
    headers.firstValue("Retry-After").ifPresent(s -> hints.add("Try again in " + s + " s."));
    String id = problem.path("request_id").asText(headers.firstValue("X-Request-Id").orElse(""));
    String code = problem.path("code").asText("HTTP " + status);
    hints.add(id.isEmpty() ? "(" + code + ")" : "(" + code + ", request " + id + ")");
    return new CommandFailed(exit(status), status, sentence, hints);
  }

  private static JsonNode problem(String body) {
    try {
      return JsonText.read(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static Exit exit(int status) {
    return switch (status) {
      case 401, 403 -> Exit.NOT_PERMITTED;
      case 404 -> Exit.NOT_FOUND;
      case 502, 503, 504 -> Exit.UNREACHABLE;
      default -> Exit.REFUSED;
    };
  }
}
