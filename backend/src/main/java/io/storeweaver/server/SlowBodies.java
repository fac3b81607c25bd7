package io.storeweaver.server;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.storeweaver.Reason;
import io.storeweaver.http.EarlyProblems;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Ends a request whose body does not arrive in time. The web server's own limit is for silence: a
 * client that sends a byte now and then would never reach it.
 */
@ApplicationScoped
public class SlowBodies {
  private static final int AFTER_THE_SIZES = 1800;

  private final Duration slowest;

  SlowBodies(@ConfigProperty(name = "storeweaver.slowest-body") Duration slowest) {
    this.slowest = slowest;
  }

  void register(@Observes Filters filters) {
    filters.register(this::watch, AFTER_THE_SIZES);
  }

  private void watch(RoutingContext context) {
    if (announced(context.request())) {
      long timer = context.vertx().setTimer(slowest.toMillis(), late -> end(context));
      context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
    }
    context.next();
  }

  /** Whether a body comes after the head. */
  static boolean announced(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return request.getHeader("Transfer-Encoding") != null
        || (length != null && !length.equals("0"));
  }

  private void end(RoutingContext context) {
    if (!context.request().isEnded() && !context.response().ended()) {
      EarlyProblems.answer(
          context,
          Reason.REQUEST_TIMEOUT,
          "The body did not arrive within " + slowest.toSeconds() + " s; nothing was changed.");
    }
  }
}
