package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeweaver.Await;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Clients that go away without a word, in the middle of what is written to them. */
@ApiTest
class StreamsThatBreakApiTest {
  private static final int CLIENTS = 150;

  private final Api api = Api.somebody();

  @Inject Platform platform;

  @Test
  void areNoErrorsOfTheServer() throws Exception {
    try (Complaints complaints = Complaints.listen()) {
      breakMany();
      assertThat(complaints.heard()).isEmpty();
    }
  }

  private void breakMany() throws IOException {
    String id = api.create("Busy", "medusa");
    for (int i = 0; i < CLIENTS; i++) {
      String path = i % 2 == 0 ? STORES + "/stream" : STORES + "/" + id + "/events/stream";
      try (Socket client = watching(path)) {
        if (i % 10 == 0) {
          api.create("Busy " + i, "medusa");
        }
        if (i % 3 != 0) {
          assertThat(client.getInputStream().read()).isPositive();
        }
        // Closed by a reset: what is under way is lost.
        client.setSoLinger(true, 0);
      }
    }
    api.create("Wakes whoever is left", "medusa");
    Await.until("end of every stream", () -> platform.streams().watching() == 0);
  }

  private Socket watching(String path) throws IOException {
    URI root = URI.create(Api.root());
    Socket client = new Socket(root.getHost(), root.getPort());
    client.setSoTimeout(10_000);
    client
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: localhost\r\nX-User-Id: %s\r\nAccept: text/event-stream\r\n\r\n"
                .formatted(path, api.caller())
                .getBytes(StandardCharsets.US_ASCII));
    return client;
  }
}
