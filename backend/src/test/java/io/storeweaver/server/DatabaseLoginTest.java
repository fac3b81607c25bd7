package io.storeweaver.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeweaver.WeaverConfig;
import io.storeweaver.dialect.GuideProbeResource;
import io.storeweaver.http.DatabaseProbe;
import io.storeweaver.http.SecretsProbe;
import io.storeweaver.vault.VaultSecrets;
import io.storeweaver.vault.VaultServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The database's password is changed while we run, as somebody who rotates it does. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DatabaseLoginTest {
  private static PostgresServer server;

  @BeforeAll
  static void start() throws SQLException {
    server = PostgresServer.temporary();
    administer("CREATE ROLE weaver LOGIN PASSWORD 'first'");
    administer("CREATE DATABASE platform OWNER weaver");
    letIn("weaver");
  }

  // The embedded server lets its own role in only.
  private static void letIn(String role) throws SQLException {
    String lines =
        "SELECT 'host all ' || name || ' 127.0.0.1/32 scram-sha-256' FROM (VALUES ('storeweaver'), ('%s')) AS role (name)"
            .formatted(role);
    administer("COPY (%s) TO '%s'".formatted(lines, hbaFile()));
    administer("SELECT pg_reload_conf()");
    LoginDataSource source = LoginDataSource.of(url(), Optional.empty(), 5);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!connects(source)) {
      assertThat(System.nanoTime()).as("it lets " + role + " in").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static String hbaFile() throws SQLException {
    try (Connection connection = server.dataSource("postgres").getConnection();
        var rows = connection.createStatement().executeQuery("show hba_file")) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static boolean connects(LoginDataSource source) {
    try (Connection connection = source.getConnection()) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void administer(String statement) throws SQLException {
    try (Connection connection = server.dataSource("postgres").getConnection();
        var sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  private static String url() {
    return server
        .jdbcUrl()
        .replace("jdbc:postgresql://", "postgresql://weaver:first@")
        .replaceFirst("/[^/]*$", "/platform");
  }

  private static String somebody(Database database) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery("select current_user").mapTo(String.class).one());
  }

  // A pool hands out a connection that was used a moment ago without trying it first.
  private static String somebodyAfterAll(Database database) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      try {
        return somebody(database);
      } catch (JdbiException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  @Test
  void aPasswordThatVaultHasChangedIsUsedWithoutARestart() throws Exception {
    try (VaultServer vault = VaultServer.start()) {
      vault.put(Map.of("DATABASE_URL", url(), "DATABASE_PASSWORD", "first"));
      WeaverConfig given =
          WeaverConfig.from(
              Map.of(
                  "VAULT_ADDR",
                  vault.address(),
                  "VAULT_TOKEN",
                  vault.token(3600),
                  "VAULT_MOUNT",
                  "secrets",
                  "VAULT_REFRESH_SECONDS",
                  "3600"),
              new Properties());
      try (VaultSecrets secrets = VaultSecrets.open(given.vault().orElseThrow());
          Database database = Database.open(given.with(secrets.current()))) {
        secrets.follow(
            now ->
                database.login(
                    String.valueOf(now.get("DATABASE_URL")),
                    Optional.ofNullable(now.get("DATABASE_PASSWORD"))));
        database.onRefusal(secrets::look);
        assertThat(somebody(database)).isEqualTo("weaver");

        administer("ALTER ROLE weaver PASSWORD 'second'");
        vault.put(Map.of("DATABASE_URL", url(), "DATABASE_PASSWORD", "second"));
        endAllConnections();

        assertThat(somebodyAfterAll(database)).isEqualTo("weaver");
        try (Connection unpooled = database.unpooled().getConnection()) {
          assertThat(unpooled.isValid(5)).isTrue();
        }
      } finally {
        administer("ALTER ROLE weaver PASSWORD 'first'");
      }
    }
  }

  private static void endAllConnections() throws SQLException {
    administer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'weaver'");
  }

  @Test
  void aRefusedLoginThatNobodyKnowsBetterStaysRefused() {
    LoginDataSource wrong = LoginDataSource.of(url(), Optional.of("guessed"), 5);
    assertThatThrownBy(wrong::getConnection).hasMessageContaining("password authentication failed");
  }

  @Test
  void theLoginOfAnotherDatabaseIsNotTakenOver() throws Exception {
    try (Database database = Database.replica(url(), Optional.empty())) {
      database.login("postgresql://weaver:other@127.0.0.1:1/elsewhere", Optional.empty());
      assertThat(somebody(database)).isEqualTo("weaver");
    }
  }

  @Test
  void readinessTellsThatVaultDoesNotAnswer() {
    try (Database database = Database.replica(url(), Optional.empty())) {
      DatabaseProbe probe = new DatabaseProbe(database.jdbi());
      assertThat(new GuideProbeResource(probe, new SecretsProbe(() -> true)).ready().getStatus())
          .isEqualTo(200);
      assertThat(new GuideProbeResource(probe, new SecretsProbe(() -> false)).ready().getStatus())
          .isEqualTo(503);
    }
  }
}
