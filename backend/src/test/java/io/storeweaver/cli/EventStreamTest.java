package io.storeweaver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventStreamTest {
  @Test
  void eventsAreReadAndCommentsArePassedOver() throws IOException {
    EventStream stream =
        of(
            ": connected\nretry: 2000\n\nevent: store\nid: 4\ndata: {\"a\":1}\n\ndata:b\ndata: c\n\n");

    assertThat(stream.next()).contains(new EventStream.Event("store", "{\"a\":1}"));
    assertThat(stream.next()).contains(new EventStream.Event("message", "b\nc"));
    assertThat(stream.next()).isEmpty();
  }

  @Test
  void anEventThatWasCutIsNone() throws IOException {
    assertThat(of("event: store\ndata: {\"a\":").next()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "READY,READY,2,REACHED",
    "READY,READY,1,OPEN",
    "READY,FAILED,2,FAILED",
    "READY,FAILED,1,OPEN",
    "READY,DEGRADED,2,OPEN",
    "READY,DELETING,2,FAILED",
    "SUSPENDED,READY,2,OPEN",
    "SUSPENDED,SUSPENDED,2,REACHED",
    "DELETED,FAILED,2,OPEN",
    "DELETED,DELETING,2,OPEN",
    "DELETED,DELETED,2,REACHED"
  })
  void aGoalIsJudgedByTheStateOfItsOwnChange(
      Goal goal, String status, long generation, Goal.Verdict verdict) throws IOException {
    String store = "{\"status\":\"" + status + "\",\"generation\":" + generation + "}";

    assertThat(goal.of(JsonText.read(store), 2)).isEqualTo(verdict);
  }

  private static EventStream of(String text) {
    return new EventStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
