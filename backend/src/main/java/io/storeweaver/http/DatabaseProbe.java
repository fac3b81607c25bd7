package io.storeweaver.http;

import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Whether the database answers, for everybody who asks how the platform is. */
public final class DatabaseProbe {
  private static final Logger LOG = Logger.getLogger(DatabaseProbe.class);
  private static final int PATIENCE_SECONDS = 2;

  private final Jdbi jdbi;

  public DatabaseProbe(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** True where the database answers within a moment. */
  public boolean answers() {
    try {
      return jdbi.withHandle(
              handle ->
                  handle
                      .createQuery("select 1")
                      .setQueryTimeout(PATIENCE_SECONDS)
                      .mapTo(Integer.class)
                      .one())
          == 1;
    } catch (RuntimeException e) {
      LOG.debugf("The database does not answer: %s", e.getMessage());
      return false;
    }
  }
}
