package io.storeweaver.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of server-sent events, which reads in the background. */
final class Events implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long DEADLINE_SECONDS = 20;

  private final InputStream stream;
  private final BlockingQueue<Event> received = new LinkedBlockingQueue<>();

  /** One event; a comment has the name ":". */
  record Event(String id, String name, String data) {
    JsonNode json() {
      try {
        return JSON.readTree(data);
      } catch (JsonProcessingException e) {
        throw new AssertionError("not JSON: " + data, e);
      }
    }
  }

  private Events(InputStream stream) {
    this.stream = stream;
    Thread.ofVirtual().start(this::read);
  }

  static Events of(Api api, String path, String... headers) {
    HttpResponse<InputStream> response = api.open(path, headers);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    return new Events(response.body());
  }

  /** Waits for the comment with which a stream begins: from then on nothing is missed. */
  void connected() throws InterruptedException {
    assertThat(next(":").data()).isEqualTo("connected");
  }

  /** The next event of that name; others are passed over. */
  Event next(String name) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (true) {
      Event event = received.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      assertThat(event).as("an event named " + name).isNotNull();
      if (event != null && event.name().equals(name)) {
        return event;
      }
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String id = "";
      String name = "message";
      StringBuilder data = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int colon = line.indexOf(':');
        String value = line.substring(colon + 1).strip();
        switch (colon < 0 ? line : line.substring(0, colon)) {
          case "id" -> id = value;
          case "event" -> name = value;
          case "data" -> data.append(value);
          default -> {
            if (colon == 0) {
              received.add(new Event("", ":", value));
            } else if (line.isEmpty() && !data.isEmpty()) {
              received.add(new Event(id, name, data.toString()));
              name = "message";
              data.setLength(0);
            }
          }
        }
      }
      received.add(new Event("", "end", ""));
    } catch (IOException e) {
      received.add(new Event("", "end", String.valueOf(e.getMessage())));
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
