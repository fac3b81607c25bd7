package io.storeweaver.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the platform has opened so far, closed in the reverse order. It is closed for good: a part
 * that comes up while the process is being stopped is closed at once.
 */
final class OpenParts implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(OpenParts.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private boolean closed;

  /**
   * Takes a part over.
   *
   * @throws IllegalStateException when everything has been closed meanwhile, and the part too
   */
  <T extends AutoCloseable> T add(T part) {
    synchronized (this) {
      if (!closed) {
        parts.push(part);
        return part;
      }
    }
    close(part);
    throw new IllegalStateException("The platform is being stopped.");
  }

  @Override
  public void close() {
    for (AutoCloseable part = next(); part != null; part = next()) {
      close(part);
    }
  }

  private synchronized @Nullable AutoCloseable next() {
    closed = true;
    return parts.poll();
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.warnf("%s did not close in order: %s", part.getClass().getSimpleName(), e.getMessage());
    }
  }
}
