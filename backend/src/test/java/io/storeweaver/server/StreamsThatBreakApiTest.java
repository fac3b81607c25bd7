package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that go away without a word, in the middle of what is written to them. */
@ApiTest
class StreamsThatBreakApiTest {
  private static final int CLIENTS = 150;

  private final Api api = Api.somebody();
  private final Complaints complaints = new Complaints();

  @Inject Platform platform;

  private static final class Complaints extends Handler {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
        heard.add(entry.getLoggerName() + ": " + entry.getMessage() + " " + entry.getThrown());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    Logger.getLogger("").addHandler(complaints);
  }

  @AfterEach
  void stopListening() {
    Logger.getLogger("").removeHandler(complaints);
  }

  @Test
  void areNoErrorsOfTheServer() throws Exception {
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
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    while (platform.streams().watching() > 0) {
      assertThat(System.nanoTime()).as("streams are still there").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertThat(complaints.heard).isEmpty();
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
