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
      int status =
          api.create(owner, "Shop %05d".formatted(i), i % 2 == 0 ? "woocommerce" : "medusa")
              .get(90, TimeUnit.SECONDS);
      if (status != 202) {
        throw new IllegalStateException("a create was answered with " + status);
      }
      nanos.add(System.nanoTime() - begun);
    }
    return null;
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
