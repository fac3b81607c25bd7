package io.storeweaver.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.storeweaver.server.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How quickly pages of a long list are answered. The rows are written by SQL after the server's
 * only comparison with the cluster, so that nothing is provisioned meanwhile.
 */
final class ListBench {
  private static final int REQUESTS = 400;
  private static final String OWNER = "lists";

  @Test
  @Timeout(value = 6, unit = TimeUnit.MINUTES)
  void answersPages(@TempDir Path folder) throws Exception {
    Figures figures = Figures.of("ListBench");
    int rows = Size.of("rows", 10_000);
    try (PostgresServer postgres =
            PostgresServer.start(folder.resolve("database"), Duration.ofSeconds(60));
        Server server = Server.start(folder.resolve("data"), settings(postgres))) {
      // The comparison with the cluster runs in the first second after the start, and then hourly.
      Api.pause(Duration.ofSeconds(5));
      try (Connection connection =
          DriverManager.getConnection(
              postgres.jdbcUrl(), postgres.username(), postgres.password())) {
        insert(connection, 0, 10);
        measure(figures, server.api(), 10);
        insert(connection, 10, rows);
        measure(figures, server.api(), rows);
      }
    }
  }

  private static Map<String, String> settings(PostgresServer postgres) {
    String address = postgres.jdbcUrl().substring("jdbc:postgresql://".length());
    return Size.settings(
        Map.of(
            "DATABASE_URL",
            "postgresql://%s:%s@%s".formatted(postgres.username(), postgres.password(), address),
            "PROVISIONING_POLL_INTERVAL_SECONDS",
            "3600"));
  }

  private static void insert(Connection connection, int from, int to) throws Exception {
    try (PreparedStatement account =
        connection.prepareStatement(
            "insert into accounts (id) values (?) on conflict do nothing")) {
      account.setString(1, OWNER);
      account.execute();
    }
    try (PreparedStatement rows =
        connection.prepareStatement(
            """
            insert into stores (id, owner, namespace, slug, host, engine, storefront, admin_email, admin_username, created_at,
              name, name_key, plan, chart_version, next_reconcile_at, phase, observed_generation, ready_at, store_url, conditions)
            select 'shop-' || n || '-aaaaaa', ?, 'store-shop-' || n || '-aaaaaa', 'shop-' || n, 'shop-' || n || '.localhost',
              case n % 2 when 0 then 'woocommerce' else 'medusa' end, false, 'owner@example.com', 'owner',
              now() - n * interval '1 second', 'Shop ' || n, 'shop ' || n, 'starter', '1.0.0', null,
              case when n % 50 = 7 then 'DEGRADED' else 'READY' end, 1, now(), 'http://shop-' || n || '.localhost',
              '[{"type":"Ready","status":"True","reason":"READY","message":"The store is ready for orders","observed_generation":1,"last_transition_time":"2026-01-01T00:00:00Z"}]'
            from generate_series(?, ?) as n
            """)) {
      rows.setString(1, OWNER);
      rows.setInt(2, from);
      rows.setInt(3, to - 1);
      rows.execute();
    }
    connection.createStatement().execute("analyze stores");
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
      JsonNode next = api.get(OWNER, first + token).path("next_page_token");
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
      api.get(OWNER, path);
      nanos.add(System.nanoTime() - begun);
    }
    return Latencies.ofNanos(nanos);
  }
}
