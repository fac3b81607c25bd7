package io.storeweaver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What a command left behind. */
record Result(int code, String out, String err) {

  /** Fails unless it ended like this. */
  Result expect(Exit exit) {
    assertThat(code).as("out: %s\nerr: %s", out, err).isEqualTo(exit.code());
    return this;
  }

  JsonNode json() {
    try {
      return new ObjectMapper().readTree(out);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + out, e);
    }
  }

  /** The only line of the answer. */
  String line() {
    assertThat(out.lines()).as(out).hasSize(1);
    return out.strip();
  }
}
