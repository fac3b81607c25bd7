package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.storeweaver.Await;
import io.storeweaver.server.Events.Event;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@ApiTest
class StreamApiTest {
  private static final String STREAM = STORES + "/stream";
  private final Api api = Api.somebody();

  @Inject Platform platform;

  @Test
  void aStoreIsSeenOnItsWayToReady() throws Exception {
    try (Events events = Events.of(api, STREAM)) {
      events.connected();
      String id = api.create("Watched", "medusa");
      List<Event> seen = untilReady(events, id);
      // Changes that come quickly one after the other are told once.
      assertThat(seen.getFirst().json().path("status").asText()).isIn("PROVISIONING", "READY");
      List<Long> ids = seen.stream().map(e -> Long.parseLong(e.id())).toList();
      assertThat(ids).isSorted().doesNotHaveDuplicates();
      assertThat(seen.stream().map(e -> e.json().at("/progress/done").asInt()).toList()).isSorted();
      JsonNode last = seen.getLast().json();
      while (!last.equals(api.store(id))) {
        last = events.next("store").json();
      }
    }
  }

  private static List<Event> untilReady(Events events, String id) throws InterruptedException {
    List<Event> seen = new ArrayList<>();
    do {
      seen.add(events.next("store"));
      assertThat(seen.getLast().json().path("id").asText()).isEqualTo(id);
    } while (!seen.getLast().json().path("status").asText().equals("READY"));
    return seen;
  }

  @Test
  void whoComesBackGetsWhatWasMissed() throws Exception {
    String last;
    try (Events events = Events.of(api, STREAM)) {
      events.connected();
      String first = api.create("First", "woocommerce");
      last = untilReady(events, first).getLast().id();
    }
    String missed = api.ready("Missed", "woocommerce");
    try (Events events = Events.of(api, STREAM, "Last-Event-ID", last)) {
      List<String> names = new ArrayList<>();
      do {
        names.add(events.next("store").json().path("id").asText());
      } while (!names.contains(missed));
    }
  }

  @Test
  void aLastEventIdThatMakesNoSenseIsIgnored() throws Exception {
    for (String id : new String[] {"x", "-1", "99999999999999999999999"}) {
      try (Events events = Events.of(api, STREAM, "Last-Event-ID", id)) {
        events.connected();
      }
    }
  }

  @Test
  void aStoresOwnStreamTellsItsTimeline() throws Exception {
    String id = api.create("Lines", "woocommerce");
    try (Events events = Events.of(api, STORES + "/" + id + "/events/stream")) {
      events.connected();
      assertThat(events.next("store").json().path("id").asText()).isEqualTo(id);
      List<String> reasons = new ArrayList<>();
      long before = 0;
      while (!reasons.contains("Ready")) {
        Event line = events.next("timeline");
        assertThat(line.json().path("id").asLong()).isGreaterThan(before);
        before = line.json().path("id").asLong();
        assertThat(line.json().path("message").asText()).isNotBlank();
        reasons.add(line.json().path("reason").asText());
      }
    }
  }

  @Test
  void aStreamThatIsClosedIsForgotten() throws Exception {
    // Those of other tests are gone with their next heartbeat.
    untilNobodyWatches();
    try (Events events = Events.of(api, STREAM)) {
      events.connected();
      assertThat(platform.streams().watching()).isEqualTo(1);
    }
    api.create("Wakes the stream", "medusa");
    untilNobodyWatches();
  }

  private void untilNobodyWatches() {
    Await.until("end of every stream", () -> platform.streams().watching() == 0);
  }

  @Test
  void manyCanWatchAtOnce() throws Exception {
    List<Events> streams = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        streams.add(Events.of(api, STREAM));
        streams.getLast().connected();
      }
      String id = api.create("Popular", "medusa");
      for (Events stream : streams) {
        assertThat(stream.next("store").json().path("id").asText()).isEqualTo(id);
      }
    } finally {
      for (Events stream : streams) {
        stream.close();
      }
    }
  }
}
