package io.storeweaver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
  private static final String EVERYTHING =
      "{\"a\":[1,-2,3.5,1e400,12345678901234567890,true,false,null,\"\\u0000é🏪\",[],{}],\"b\":{\"c\":\"\"}}";

  @Test
  void aTreeIsReadAndWrittenAsAMapperDoesIt() throws JsonProcessingException {
    JsonNode read = JsonText.read(EVERYTHING);
    JsonNode again = new ObjectMapper().readTree(JsonText.write(read));

    assertThat(again).isEqualTo(new ObjectMapper().readTree(EVERYTHING));
    assertThat(new ObjectMapper().readTree(JsonText.pretty(read))).isEqualTo(again);
    assertThat(JsonText.read(" ").isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[1,", "{\"a\"}", "<html>", "nul"})
  void whatIsNoJsonIsRefused(String text) {
    assertThatThrownBy(() -> JsonText.read(text)).isInstanceOf(JsonProcessingException.class);
  }
}
