package io.storeweaver.reconcile;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A database that can be cut off at a chosen access: from then on every access fails, as for a
 * process that is dead.
 */
final class CuttableDataSource implements DataSource {
  private final DataSource real;
  private final AtomicLong used = new AtomicLong();
  private volatile long last = Long.MAX_VALUE;

  CuttableDataSource(DataSource real) {
    this.real = real;
  }

  /** How often the database was used so far. */
  long used() {
    return used.get();
  }

  /** Lets {@code more} further accesses pass. */
  void cutAfter(long more) {
    last = used.get() + more;
  }

  void mend() {
    last = Long.MAX_VALUE;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (used.incrementAndGet() > last) {
      throw new SQLException("cut off", "08006");
    }
    return real.getConnection();
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() {
    return new PrintWriter(System.err, true, java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return real.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return real.isWrapperFor(type);
  }
}
