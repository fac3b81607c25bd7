package io.storeweaver.bench;

import io.storeweaver.server.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * Very many stores that are there already. Their rows are written by SQL after the server's only
 * comparison with the cluster, so that nothing is provisioned meanwhile.
 */
final class LongList {
  static final String OWNER = "lists";

  private final PostgresServer postgres;

  private LongList(PostgresServer postgres) {
    this.postgres = postgres;
  }

  /** Of a server that has just started with {@link #settings}. */
  static LongList of(PostgresServer postgres) throws InterruptedException {
    // The comparison with the cluster runs in the first second after the start, and then hourly.
    Api.pause(Duration.ofSeconds(5));
    return new LongList(postgres);
  }

  static Map<String, String> settings(PostgresServer postgres) {
    String address = postgres.jdbcUrl().substring("jdbc:postgresql://".length());
    return Size.settings(
        Map.of(
            "DATABASE_URL",
            "postgresql://%s:%s@%s".formatted(postgres.username(), postgres.password(), address),
            "PROVISIONING_POLL_INTERVAL_SECONDS",
            "3600"));
  }

  /** Adds the stores with these numbers; the last one is not among them. */
  void fill(int from, int to) throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password())) {
      insert(connection, from, to);
    }
  }

  private static void insert(Connection connection, int from, int to) throws SQLException {
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
}
