package io.storeweaver.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.storeweaver.Json;
import io.storeweaver.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Follows the logs of a store's pods for one client, and writes each new line as a server-sent
 * event. Pods that come later, and containers that start anew, are followed as well.
 */
final class LogFollower {
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
  private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(15);
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final int MOST_CONTAINERS = 30;
  private static final int MOST_WAITING = 5000;
  private static final int LONGEST_LINE = 16 * 1024;

  private final ClusterApi api;
  private final Store store;
  private final String component;
  private final int tail;
  private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>(MOST_WAITING);
  private final Map<String, AsyncBody> followed = new HashMap<>();

  private record Line(String component, String pod, String container, String line) {}

  /**
   * @param component the only component to follow; all where it is blank
   * @param tail how many of a container's lines are sent before the new ones
   */
  LogFollower(ClusterApi api, Store store, @Nullable String component, int tail) {
    this.api = api;
    this.store = store;
    this.component = component == null ? "" : component.strip();
    this.tail = tail;
  }

  /**
   * Writes until the client is gone, half an hour at most.
   *
   * @throws IOException where the client is gone
   */
  void run(OutputStream out) throws IOException {
    long end = System.nanoTime() + LONGEST.toNanos();
    long heartbeat = System.nanoTime();
    try {
      write(out, ": connected\n\n");
      while (System.nanoTime() < end) {
        look();
        Line line = lines.poll(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        long nextLook = System.nanoTime() + BETWEEN_LOOKS.toNanos();
        while (line != null) {
          write(out, "event: log\ndata: " + Json.write(line) + "\n\n");
          heartbeat = System.nanoTime();
          line = lines.poll(Math.max(0, nextLook - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
        if (System.nanoTime() - heartbeat > BETWEEN_HEARTBEATS.toNanos()) {
          write(out, ": still here\n\n");
          heartbeat = System.nanoTime();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      followed.values().forEach(AsyncBody::cancel);
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void look() throws InterruptedException {
    try {
      for (JsonNode pod : api.list(ClusterKind.POD, store.namespace(), Map.of()).path("items")) {
        String part = pod.at("/metadata/labels").path(Names.COMPONENT_LABEL).asText("");
        if (component.isEmpty() || component.equals(part)) {
          for (JsonNode status : pod.at("/status/containerStatuses")) {
            follow(part, pod.at("/metadata/name").asText(), status);
          }
        }
      }
    } catch (ClusterFailure e) {
      // The next look will tell; the client's stream stays.
    }
  }

  private void follow(String part, String pod, JsonNode status) throws InterruptedException {
    String container = status.path("name").asText();
    String instance = pod + "/" + container + "/" + status.path("restartCount").asInt();
    AsyncBody earlier = followed.get(instance);
    boolean running = status.path("state").has("running");
    // A container that waits to be started again still has the log of its last run.
    boolean ran =
        status.path("state").has("terminated") || status.path("lastState").has("terminated");
    boolean anew = earlier == null && (running || ran);
    // A stream that was cut while its container runs on is resumed with what comes from now on.
    boolean cut = earlier != null && earlier.done().isDone() && running;
    if ((anew && followed.size() < MOST_CONTAINERS) || cut) {
      Reader reader = new Reader(part, pod, container);
      AsyncBody body = open(pod, container, cut ? 0 : tail, reader);
      if (body != null) {
        followed.put(instance, body);
        body.consume();
      }
    }
  }

  private @Nullable AsyncBody open(String pod, String container, int from, Reader reader)
      throws InterruptedException {
    Map<String, String> parameters =
        Map.of("container", container, "follow", "true", "tailLines", Integer.toString(from));
    HttpRequest request =
        api.http()
            .newHttpRequestBuilder()
            .uri(
                api.uri(
                    ClusterKind.POD.path(store.namespace())
                        + "/"
                        + pod
                        + "/log"
                        + ClusterApi.query(parameters)))
            .forStreaming()
            .build();
    try {
      HttpResponse<AsyncBody> response =
          api.http()
              .consumeBytes(request, reader::take)
              .get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
      if (response.code() == 200) {
        return response.body();
      }
      response.body().cancel();
    } catch (ExecutionException | TimeoutException e) {
      // Not to be had at the moment; the next look tries again.
    }
    return null;
  }

  /** Puts the bytes of one container's log together to lines. */
  private final class Reader {
    private final String part;
    private final String pod;
    private final String container;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);

    Reader(String part, String pod, String container) {
      this.part = part;
      this.pod = pod;
      this.container = container;
    }

    void take(List<ByteBuffer> buffers, AsyncBody body) {
      for (ByteBuffer buffer : buffers) {
        while (buffer.hasRemaining()) {
          byte next = buffer.get();
          if (next != '\n') {
            line.write(next);
          }
          if (next == '\n' || line.size() >= LONGEST_LINE) {
            // A client that cannot keep up misses lines; it must not fill the memory.
            lines.offer(new Line(part, pod, container, line.toString(StandardCharsets.UTF_8)));
            line.reset();
          }
        }
      }
      body.consume();
    }
  }
}
