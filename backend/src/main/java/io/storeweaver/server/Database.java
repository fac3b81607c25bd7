package io.storeweaver.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.Metrics;
import io.storeweaver.WeaverConfig;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The platform's PostgreSQL: an embedded one in DATA_DIR, or the one that DATABASE_URL names. The
 * rest sees a data source.
 */
public final class Database implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Database.class);
  private static final Duration START = Duration.ofSeconds(60);
  private static final String PRIMARY = "postgres";
  private static final String REPLICA = "replica";
  private static final int CONNECT_MILLIS = 5_000;
  private static final int REPLICA_MILLIS = 1_000;
  private static final int REPLICA_CONNECTIONS = 4;
  // A process whose machine or network is gone says no good-bye: the server would keep its
  // transaction, with the rows that it has locked, for hours, and nobody could take them over.
  private static final String GIVE_UP_THE_DEAD =
      """
      set idle_in_transaction_session_timeout = '10s';
      set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3
      """;

  private final @Nullable PostgresServer embedded;
  private final HikariDataSource pool;
  private final PGSimpleDataSource unpooled;

  private Database(
      @Nullable PostgresServer embedded,
      String name,
      PGSimpleDataSource unpooled,
      int most,
      int patience) {
    this.embedded = embedded;
    this.unpooled = unpooled;
    HikariConfig config = new HikariConfig();
    config.setDataSource(unpooled);
    config.setPoolName(name);
    config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(Metrics.globalRegistry));
    config.setMaximumPoolSize(most);
    config.setMinimumIdle(Math.min(2, most));
    config.setConnectionTimeout(patience);
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql(GIVE_UP_THE_DEAD);
    this.pool = new HikariDataSource(config);
  }

  /** Opens the database and brings its schema up to date. */
  public static Database open(WeaverConfig config) {
    Database database =
        config
            .database()
            .url()
            .map(
                url ->
                    external(
                        PRIMARY,
                        url,
                        config.database().password(),
                        config.database().poolMax(),
                        CONNECT_MILLIS))
            .orElseGet(() -> embedded(config));
    if (database.embedded == null) {
      FirstConnection.await(database.unpooled, START);
    }
    try {
      Flyway.configure().dataSource(database.unpooled).load().migrate();
    } catch (FlywayException e) {
      database.close();
      throw new DatabaseUnavailable(sentence(config, e), e);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    return database;
  }

  private static String sentence(WeaverConfig config, FlywayException thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String which =
        config.database().url().isPresent()
            ? "The database that DATABASE_URL names"
            : "The embedded database";
    return which
        + " cannot be opened or brought up to date: "
        + root.getMessage()
        + ". Correct that and start again; nothing was lost.";
  }

  private static Database embedded(WeaverConfig config) {
    PostgresServer server = PostgresServer.start(config.server().dataDirectory(), START);
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(server.jdbcUrl());
    source.setUser(server.username());
    source.setPassword(server.password());
    return new Database(server, PRIMARY, source, config.database().poolMax(), CONNECT_MILLIS);
  }

  /** A database to read from only, which may be away: nothing is asked of it here. */
  static Database replica(String url, Optional<String> password) {
    return external(REPLICA, url, password, REPLICA_CONNECTIONS, REPLICA_MILLIS);
  }

  private static Database external(
      String name, String url, Optional<String> password, int most, int patience) {
    LoginDataSource source = LoginDataSource.of(url, password, Math.ceilDiv(patience, 1000));
    return new Database(null, name, source, most, patience);
  }

  /** Asks for a newer login where the server refuses the one that we have. */
  void onRefusal(Runnable look) {
    if (unpooled instanceof LoginDataSource external) {
      external.onRefusal(look);
    }
  }

  /**
   * Goes on with the login that these settings name: for all new connections at once, and for the
   * others as soon as they are given back.
   */
  void login(String url, Optional<String> password) {
    if (!(unpooled instanceof LoginDataSource external)) {
      return;
    }
    LoginDataSource named = LoginDataSource.of(url, password, 1);
    if (!named.sameServer(external)) {
      LOG.warnf("The database's URL names another database now; that is used after a restart.");
    } else if (external.takeLogin(named)) {
      pool.getHikariPoolMXBean().softEvictConnections();
      LOG.infof("The database's login is a new one; connections are renewed.");
    }
  }

  /** Pooled access for everything but listening. */
  public Jdbi jdbi() {
    return Jdbi.create(pool);
  }

  /** Connections that may be held for ever. */
  public DataSource unpooled() {
    return unpooled;
  }

  /**
   * True where the database lives and ends with this process, so that no other replica can be at
   * work.
   */
  public boolean exclusive() {
    return embedded != null;
  }

  @Override
  public void close() {
    pool.close();
    if (embedded != null) {
      embedded.close();
    }
  }
}
