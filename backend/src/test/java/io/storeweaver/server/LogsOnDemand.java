package io.storeweaver.server;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Part of the server under test: a request that asks for it leaves a line in the log. */
public final class LogsOnDemand {
  static final String HEADER = "X-Test-Log";
  private static final Logger LOG = Logger.getLogger("io.storeweaver.test");

  @ServerRequestFilter(priority = 5000)
  public void log(ContainerRequestContext request) {
    String line = request.getHeaderString(HEADER);
    if (line != null) {
      LOG.warn(line);
    }
  }
}
