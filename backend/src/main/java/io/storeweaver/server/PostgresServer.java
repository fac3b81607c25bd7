package io.storeweaver.server;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL under the control plane, for those who bring none: its programs come out of the
 * artefact, its data stay in DATA_DIR, and only this machine, with a password kept in DATA_DIR, can
 * connect.
 */
public final class PostgresServer implements AutoCloseable {
  private final DataFolder folder;
  private final Keeping keeping;
  private final PostgresCluster cluster;
  private final int port;
  private final String password;
  private final AtomicBoolean open = new AtomicBoolean(true);

  private PostgresServer(
      DataFolder folder, Keeping keeping, PostgresCluster cluster, int port, String password) {
    this.folder = folder;
    this.keeping = keeping;
    this.cluster = cluster;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts the server on the data in that folder, making them when there are none, and returns when
   * it takes connections.
   *
   * @throws DatabaseUnavailable with a sentence: folder in use or not writable, disk full, data of
   *     another version, deadline over
   */
  public static PostgresServer start(Path dataDirectory, Duration deadline) {
    DataFolder folder = DataFolder.take(dataDirectory);
    return start(folder, folder.resolve("cache"), Keeping.DURABLE, deadline);
  }

  /**
   * A server for tests: quick, because it promises nothing about durability, and gone with its data
   * when it is closed. What killed tests have left running is swept up first.
   */
  static PostgresServer temporary() {
    return ScratchServers.start();
  }

  static PostgresServer start(DataFolder folder, Path cache, Keeping keeping, Duration deadline) {
    try {
      return launch(folder, cache, keeping, Deadline.in(deadline));
    } catch (DatabaseUnavailable e) {
      folder.close();
      throw e;
    } catch (IOException e) {
      folder.close();
      throw new DatabaseUnavailable(sentence(folder, e), e);
    } catch (InterruptedException e) {
      folder.close();
      Thread.currentThread().interrupt();
      throw new DatabaseUnavailable("Starting PostgreSQL was interrupted.", e);
    }
  }

  private static String sentence(DataFolder folder, IOException e) {
    String what = String.valueOf(e.getMessage());
    String then =
        what.contains("No space left on device")
            ? "Free space on that disk, or set DATA_DIR to a folder on another one."
            : "Set DATA_DIR to another folder, or DATABASE_URL to a server of yours.";
    return "PostgreSQL could not be started in %s: %s. %s"
        .formatted(folder.resolve("postgres"), what, then);
  }

  private static PostgresServer launch(
      DataFolder folder, Path cache, Keeping keeping, Deadline deadline)
      throws IOException, InterruptedException {
    PostgresBinaries binaries = PostgresBinaries.unpack(cache);
    PostgresCluster cluster = PostgresCluster.open(folder, binaries, keeping, deadline.left());
    cluster.stopOrphan();
    cluster.configure(PostgresCluster.UNUSED_PORT, keeping);
    String password =
        folder.secret("postgres.password", secret -> cluster.setPassword(secret, deadline.left()));
    int port = new PostgresStart(cluster, keeping, deadline).run();
    var server = new PostgresServer(folder, keeping, cluster, port, password);
    try {
      server.checkThatItIsOurs();
    } catch (IOException e) {
      cluster.stop();
      throw e;
    }
    return server;
  }

  private void checkThatItIsOurs() throws IOException {
    try (Connection connection = dataSource(PostgresCluster.DATABASE).getConnection();
        var rows = connection.createStatement().executeQuery("SHOW data_directory")) {
      rows.next();
      Path theirs = Path.of(rows.getString(1)).toRealPath();
      if (!theirs.equals(cluster.path().toRealPath())) {
        throw new IOException(
            "port %d is answered by a server with data in %s".formatted(port, theirs));
      }
    } catch (SQLException e) {
      throw new IOException("it does not let us in: " + e.getMessage(), e);
    }
  }

  /** An unpooled source of connections to one of the server's databases. */
  PGSimpleDataSource dataSource(String database) {
    var source = new PGSimpleDataSource();
    source.setURL(jdbcUrl(database));
    source.setUser(username());
    source.setPassword(password);
    source.setConnectTimeout(5);
    return source;
  }

  public String jdbcUrl() {
    return jdbcUrl(PostgresCluster.DATABASE);
  }

  private String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  public String username() {
    return PostgresCluster.ROLE;
  }

  public String password() {
    return password;
  }

  /**
   * Ends the server within about 3 s and lets the folder go; the data stay. Closing twice is fine.
   */
  @Override
  public void close() {
    if (!open.compareAndSet(true, false)) {
      return;
    }
    try {
      cluster.stop();
      if (keeping == Keeping.THROWAWAY) {
        folder.remove();
      }
    } catch (IOException e) {
      throw new DatabaseUnavailable(
          "PostgreSQL in %s could not be stopped; the next start will try again."
              .formatted(cluster.path()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      folder.close();
    }
  }
}
