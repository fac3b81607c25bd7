package io.storeweaver.server;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Waits for a database that starts at the same time as we do, as in a cluster, instead of ending
 * and being started again later and later. What is wrong for good, such as a password, is not
 * waited for.
 */
final class FirstConnection {
  private static final Logger LOG = Logger.getLogger(FirstConnection.class);
  private static final long PAUSE_MILLIS = 250;
  // https://www.postgresql.org/docs/current/errcodes-appendix.html: class 08 and
  // cannot_connect_now.
  private static final String NO_CONNECTION = "08";
  private static final String STARTING = "57P03";

  private FirstConnection() {}

  /** Returns when the database answers, refuses us, or has not answered for that long. */
  static void await(DataSource database, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    boolean told = false;
    while (true) {
      try {
        database.getConnection().close();
        return;
      } catch (SQLException e) {
        if (!mayStillCome(e) || System.nanoTime() >= end) {
          return;
        }
        if (!told) {
          LOG.infof(
              "The database does not answer yet; waiting for it up to %d s: %s",
              patience.toSeconds(), e.getMessage());
          told = true;
        }
      }
      if (!pause()) {
        return;
      }
    }
  }

  private static boolean mayStillCome(SQLException e) {
    String state = e.getSQLState();
    return state != null && (state.startsWith(NO_CONNECTION) || state.equals(STARTING));
  }

  private static boolean pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
