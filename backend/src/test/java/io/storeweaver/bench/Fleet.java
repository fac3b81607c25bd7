package io.storeweaver.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Many stores of one owner, asked for at once over a number of connections. */
record Fleet(String owner, int stores) {
  private static final int CONNECTIONS = 64;
  private static final int MOST_ATTEMPTS = 10;

  /** Asks for all of them; returns how long each answer took. */
  Latencies create(Api api) throws Exception {
    Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    AtomicInteger next = new AtomicInteger();
    try (var connections = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        running.add(connections.submit(() -> connection(api, next, nanos)));
      }
      for (Future<?> connection : running) {
        connection.get(5, TimeUnit.MINUTES);
      }
    }
    return Latencies.ofNanos(nanos);
  }

  private Void connection(Api api, AtomicInteger next, Queue<Long> nanos) throws Exception {
    for (int i = next.getAndIncrement(); i < stores; i = next.getAndIncrement()) {
      long begun = System.nanoTime();
      accepted(api, i);
      nanos.add(System.nanoTime() - begun);
    }
    return null;
  }

  // A busy server asks clients to come again; the time until they are accepted counts as one.
  private void accepted(Api api, int number) throws Exception {
    String engine = number % 2 == 0 ? "woocommerce" : "medusa";
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      int status =
          api.create(owner, "Shop %05d".formatted(number), engine).get(90, TimeUnit.SECONDS);
      if (status == 202) {
        return;
      }
      if (status != 503) {
        throw new IllegalStateException("a create was answered with " + status);
      }
      Api.pause(Duration.ofSeconds(1));
    }
    throw new IllegalStateException("a create was refused " + MOST_ATTEMPTS + " times");
  }

  /** From acceptance to Ready, store by store, by the server's own times. */
  Latencies toReady(Api api) throws Exception {
    List<Long> nanos = new ArrayList<>();
    for (JsonNode store : api.stores(owner, s -> s.path("status").asText().equals("READY"))) {
      Instant created = Instant.parse(store.path("created_at").asText());
      Instant ready = Instant.parse(store.path("ready_at").asText());
      nanos.add(Duration.between(created, ready).toNanos());
    }
    return Latencies.ofNanos(nanos);
  }
}
