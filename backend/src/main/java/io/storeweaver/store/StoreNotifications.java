package io.storeweaver.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears from the database, on a connection of its own, that there is work and that stores have
 * changed. Only a hint that saves waiting: what is missed while the connection is down is found by
 * the next poll.
 */
public final class StoreNotifications implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(StoreNotifications.class);
  private static final int WAIT_MILLIS = 1000;

  private final DataSource unpooled;
  private final Listener listener;
  private volatile boolean closed;
  private volatile @Nullable Thread thread;

  /** Is told; must not block. */
  public interface Listener {
    /** Some store is due. */
    void work();

    /** A store has changed in a way that clients can see. */
    void changed(String storeId);

    /** The connection was away; anything may have been missed. */
    void missed();
  }

  /**
   * @param unpooled gives connections that may be held for ever
   */
  public StoreNotifications(DataSource unpooled, Listener listener) {
    this.unpooled = unpooled;
    this.listener = listener;
  }

  public void start() {
    thread = Thread.ofPlatform().daemon().name("store-notifications").start(this::run);
  }

  @Override
  public void close() {
    closed = true;
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try (Connection connection = unpooled.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("listen store_work");
        statement.execute("listen store_changes");
        listener.missed();
        listen(connection.unwrap(PGConnection.class));
      } catch (SQLException e) {
        LOG.debugf("The database's notifications are interrupted: %s", e.getMessage());
        pause();
      }
    }
  }

  private void listen(PGConnection connection) throws SQLException {
    while (!closed) {
      PGNotification[] heard = connection.getNotifications(WAIT_MILLIS);
      for (PGNotification notification : heard == null ? new PGNotification[0] : heard) {
        if (notification.getName().equals("store_work")) {
          listener.work();
        } else {
          listener.changed(notification.getParameter());
        }
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(WAIT_MILLIS);
    } catch (InterruptedException e) {
      closed = true;
    }
  }
}
