package io.storeweaver.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Databases for tests: one real PostgreSQL per test JVM, and for each caller a database of its own,
 * copied from one that has been through all migrations.
 */
public final class TestDatabase {
  private static final String TEMPLATE = "migrated";
  private static final AtomicInteger MADE = new AtomicInteger();

  private TestDatabase() {}

  /** An empty, migrated database that nobody else uses; unpooled. */
  public static DataSource fresh() {
    String name = "test_" + MADE.incrementAndGet();
    run("CREATE DATABASE %s TEMPLATE %s STRATEGY file_copy".formatted(name, TEMPLATE));
    return Shared.SERVER.dataSource(name);
  }

  private static void run(String statement) {
    run(Shared.SERVER, statement);
  }

  private static void run(PostgresServer server, String statement) {
    try (Connection connection = server.dataSource("postgres").getConnection();
        var sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  /** Started when the first test asks. */
  private static final class Shared {
    static final PostgresServer SERVER = start();

    private static PostgresServer start() {
      PostgresServer server = PostgresServer.temporary();
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "test-database-stop"));
      run(server, "CREATE DATABASE " + TEMPLATE);
      Flyway.configure().dataSource(server.dataSource(TEMPLATE)).load().migrate();
      return server;
    }
  }
}
