package io.storeweaver.server;

import io.storeweaver.Reason;
import io.storeweaver.http.EarlyProblems;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * What fails in the web server before our code is reached, or after it is done. What our own code
 * does wrong is told by {@code Problems} before it gets this far.
 */
@ApplicationScoped
public class StrayFailures {
  private static final Logger LOG = Logger.getLogger(StrayFailures.class);
  private static final int FIRST = -1_000_000;

  void register(@Observes Router router) {
    router.route().order(FIRST).failureHandler(StrayFailures::failed);
  }

  private static void failed(RoutingContext request) {
    if (request.response().closed() || request.response().ended()) {
      // A client may go while a stream to it begins or ends; the framework then stumbles over its
      // own state. Nobody is there to be told, and nothing is wrong.
      LOG.debugf(
          "%s %s was over when this failed: %s",
          request.request().method(), request.normalizedPath(), request.failure());
    } else if (request.statusCode() == 400 && HostGuard.namesNoHost(request)) {
      // With HTTP/1.1 the web server finds out itself, before any filter.
      EarlyProblems.answer(request, Reason.HOST_MISSING, HostGuard.NAME_ONE);
    } else {
      request.next();
    }
  }
}
