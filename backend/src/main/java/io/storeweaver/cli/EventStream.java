package io.storeweaver.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads server-sent events one after the other; comments are passed over. */
final class EventStream implements AutoCloseable {
  private final InputStream stream;
  private final BufferedReader lines;

  /** One event. */
  record Event(String name, String data) {}

  EventStream(InputStream stream) {
    this.stream = stream;
    this.lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  /** The next event, or none where the stream has ended. */
  Optional<Event> next() throws IOException {
    String name = "message";
    StringBuilder data = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      int colon = line.indexOf(':');
      if (line.isEmpty() && !data.isEmpty()) {
        return Optional.of(new Event(name, data.toString()));
      }
      if (colon > 0) {
        String value = line.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        switch (line.substring(0, colon)) {
          case "event" -> name = value;
          case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
          default -> {}
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
