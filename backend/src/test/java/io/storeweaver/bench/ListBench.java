package io.storeweaver.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.storeweaver.server.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How quickly pages of a long list are answered. */
final class ListBench {
  private static final int REQUESTS = 400;

  @Test
  @Timeout(value = 6, unit = TimeUnit.MINUTES)
  void answersPages(@TempDir Path folder) throws Exception {
    Figures figures = Figures.of("ListBench");
    int rows = Size.of("rows", 10_000);
    try (PostgresServer postgres =
            PostgresServer.start(folder.resolve("database"), Duration.ofSeconds(60));
        Server server = Server.start(folder.resolve("data"), LongList.settings(postgres))) {
      LongList list = LongList.of(postgres);
      list.fill(0, 10);
      measure(figures, server.api(), 10);
      list.fill(10, rows);
      measure(figures, server.api(), rows);
    }
  }

  private static void measure(Figures figures, Api api, int rows) throws Exception {
    String first = "/api/v1/stores?page_size=50";
    time(api, first);
    figures.say("%d stores, first page: %s", rows, time(api, first));
    figures.say("%d stores, q=shop 77: %s", rows, time(api, first + "&q=shop%2077"));
    figures.say("%d stores, status=DEGRADED: %s", rows, time(api, first + "&status=DEGRADED"));
    figures.say("%d stores, sort=name: %s", rows, time(api, first + "&sort=name"));
    String token = token(api, first, 100);
    if (!token.isEmpty()) {
      figures.say("%d stores, page 100 by cursor: %s", rows, time(api, first + token));
    }
  }

  private static String token(Api api, String first, int page) throws Exception {
    String token = "";
    for (int i = 1; i < page; i++) {
      JsonNode next = api.get(LongList.OWNER, first + token).path("next_page_token");
      if (next.isNull() || next.isMissingNode()) {
        return "";
      }
      token = Api.token(next.asText());
    }
    return token;
  }

  private static Latencies time(Api api, String path) throws Exception {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      long begun = System.nanoTime();
      api.get(LongList.OWNER, path);
      nanos.add(System.nanoTime() - begun);
    }
    return Latencies.ofNanos(nanos);
  }
}
