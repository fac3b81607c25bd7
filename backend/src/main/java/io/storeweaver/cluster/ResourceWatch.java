package io.storeweaver.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lists one kind of object once and then follows its changes (Kubernetes' list-and-watch). Each
 * object is handed on as it is read and is not kept here. A watch that ends is taken up where it
 * ended, one that falls silent is replaced, and only an expired one is listed again.
 */
final class ResourceWatch {
  private static final Logger LOG = Logger.getLogger(ResourceWatch.class);
  private static final int PAGE = 500;
  private static final Duration LENGTH = Duration.ofMinutes(5);
  // The API server sends a bookmark about every minute; longer silence means that the connection is
  // dead.
  private static final Duration SILENCE = Duration.ofSeconds(90);
  private static final Duration BRIEF = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final ClusterApi api;
  private final ClusterKind kind;
  private final Map<String, String> selector;
  private final Receiver receiver;
  private final AtomicLong lastHeard = new AtomicLong(System.nanoTime());
  private final LongAdder broken = new LongAdder();
  private volatile boolean closed;
  private volatile @Nullable Thread thread;

  /** Takes what a watch delivers. Called by one thread at a time for each watch. */
  interface Receiver {
    void present(ClusterKind kind, JsonNode object);

    void gone(ClusterKind kind, JsonNode object);

    /** A list is complete: objects whose uid is not among these are gone. */
    void complete(ClusterKind kind, Set<String> uids);

    /** Says whether the API server answers this watch, with the reason where it does not. */
    void connected(ClusterKind kind, @Nullable String trouble);
  }

  private static final class Expired extends Exception {
    private static final long serialVersionUID = 1L;
  }

  ResourceWatch(ClusterApi api, ClusterKind kind, Map<String, String> selector, Receiver receiver) {
    this.api = api;
    this.kind = kind;
    this.selector = selector;
    this.receiver = receiver;
  }

  ClusterKind kind() {
    return kind;
  }

  /** How long nothing was heard; a healthy watch hears a bookmark about every minute. */
  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - lastHeard.get());
  }

  /** How often the connection had to be made anew because it had failed. */
  long failures() {
    return broken.sum();
  }

  void start() {
    thread = Thread.ofVirtual().name("watch-" + kind.kind()).start(this::run);
  }

  void close() {
    closed = true;
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  private void run() {
    String from = null;
    int failures = 0;
    while (!closed) {
      try {
        from = from == null ? list() : from;
        receiver.connected(kind, null);
        long begun = System.nanoTime();
        from = follow(from);
        // A server that ends every watch at once must not be asked as fast as it answers.
        failures = System.nanoTime() - begun < BRIEF.toNanos() ? failures + 1 : 0;
        if (failures > 0) {
          pause(failures);
        }
      } catch (Expired e) {
        from = null;
      } catch (InterruptedException e) {
        return;
      } catch (ClusterFailure | IOException e) {
        failures++;
        broken.increment();
        receiver.connected(kind, e.getMessage());
        LOG.debugf("The watch of %s ended: %s", kind.kind(), e.getMessage());
        pause(failures);
      }
    }
  }

  private void pause(int failures) {
    long most = Math.min(LONGEST_PAUSE.toMillis(), 50L << Math.min(failures, 8));
    try {
      TimeUnit.MILLISECONDS.sleep(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private String list() {
    Set<String> uids = new HashSet<>();
    String next = "";
    String version;
    do {
      Map<String, String> parameters = new TreeMap<>(selector);
      parameters.put("limit", Integer.toString(PAGE));
      if (!next.isEmpty()) {
        parameters.put("continue", next);
      }
      JsonNode page = api.list(kind, null, parameters, metadataOnly());
      for (JsonNode item : page.path("items")) {
        uids.add(item.at("/metadata/uid").asText());
        receiver.present(kind, item);
      }
      version = page.at("/metadata/resourceVersion").asText();
      next = page.at("/metadata/continue").asText("");
    } while (!next.isEmpty());
    receiver.complete(kind, uids);
    return version;
  }

  private boolean metadataOnly() {
    return kind.watch() == ClusterKind.Watch.METADATA;
  }

  /** Follows changes until the watch ends; returns the version up to which everything was seen. */
  private String follow(String from) throws InterruptedException, Expired, IOException {
    Lines lines = new Lines(from);
    Map<String, String> parameters = new TreeMap<>(selector);
    parameters.put("watch", "true");
    parameters.put("allowWatchBookmarks", "true");
    parameters.put("resourceVersion", from);
    parameters.put(
        "timeoutSeconds",
        Long.toString(LENGTH.toSeconds() + ThreadLocalRandom.current().nextInt(60)));
    HttpRequest request =
        api.http()
            .newHttpRequestBuilder()
            .uri(api.uri(kind.path(null) + ClusterApi.query(parameters)))
            .header("Accept", ClusterApi.accept(metadataOnly(), "PartialObjectMetadata"))
            .forStreaming()
            .build();
    lastHeard.set(System.nanoTime());
    try {
      HttpResponse<AsyncBody> response =
          api.http().consumeBytes(request, lines::take).get(SILENCE.toSeconds(), TimeUnit.SECONDS);
      AsyncBody body = response.body();
      if (response.code() != 200) {
        body.cancel();
        if (response.code() == 410) {
          throw new Expired();
        }
        throw ClusterFailure.answered(response.code(), kind.kind(), "HTTP " + response.code());
      }
      body.consume();
      awaitEnd(body);
    } catch (ExecutionException | TimeoutException e) {
      throw ClusterFailure.unreachable(kind.kind(), e);
    }
    return lines.end();
  }

  private void awaitEnd(AsyncBody body) throws InterruptedException {
    try {
      while (!closed) {
        long silent = System.nanoTime() - lastHeard.get();
        if (silent > SILENCE.toNanos()) {
          LOG.debugf("The watch of %s fell silent and is replaced", kind.kind());
          return;
        }
        try {
          body.done().get(Math.max(1, SILENCE.toNanos() - silent), TimeUnit.NANOSECONDS);
          return;
        } catch (TimeoutException e) {
          LOG.tracef("Nothing was heard of %s for a while", kind.kind());
        } catch (ExecutionException e) {
          LOG.debugf("The watch of %s was cut: %s", kind.kind(), e.getMessage());
          return;
        }
      }
    } finally {
      body.cancel();
    }
  }

  /** Puts the stream's bytes together to lines; each line is one event. */
  private final class Lines {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
    private volatile String version;
    private volatile boolean expired;
    private volatile @Nullable IOException trouble;

    Lines(String version) {
      this.version = version;
    }

    void take(List<ByteBuffer> buffers, AsyncBody body) {
      lastHeard.set(System.nanoTime());
      for (ByteBuffer buffer : buffers) {
        while (buffer.hasRemaining()) {
          byte next = buffer.get();
          if (next == '\n') {
            event(line.toByteArray());
            line.reset();
          } else {
            line.write(next);
          }
        }
      }
      body.consume();
    }

    private void event(byte[] bytes) {
      if (bytes.length == 0 || expired || trouble != null) {
        return;
      }
      try {
        JsonNode event = ClusterApi.JSON.readTree(bytes);
        JsonNode object = event.path("object");
        switch (event.path("type").asText()) {
          case "ADDED", "MODIFIED" -> receiver.present(kind, object);
          case "DELETED" -> receiver.gone(kind, object);
          case "BOOKMARK" -> {}
          default -> {
            expired = true;
            return;
          }
        }
        version = object.at("/metadata/resourceVersion").asText(version);
      } catch (IOException e) {
        trouble = e;
      }
    }

    String end() throws Expired, IOException {
      if (expired) {
        throw new Expired();
      }
      IOException broken = trouble;
      if (broken != null) {
        throw broken;
      }
      return version;
    }
  }
}
