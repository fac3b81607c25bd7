package io.storeweaver.server;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/** Tells a connection's {@link HeadDeadline} of the requests that have come and gone there. */
@ApplicationScoped
public class SlowHeads {
  private static final int BEFORE_EVERYTHING = 4000;
  private static final String SEEN = "storeweaver.head-seen";

  void register(@Observes Filters filters) {
    filters.register(SlowHeads::arrived, BEFORE_EVERYTHING);
  }

  private static void arrived(RoutingContext context) {
    // A request that is led on to the dashboard's page comes by once more.
    if (context.get(SEEN) == null
        && context.request().connection() instanceof ConnectionBase connection) {
      context.put(SEEN, true);
      @Nullable HeadDeadline deadline = HeadDeadline.of(connection.channel());
      if (deadline != null) {
        watch(context, deadline);
      }
    }
    context.next();
  }

  private static void watch(RoutingContext context, HeadDeadline deadline) {
    HttpServerRequest request = context.request();
    boolean body = SlowBodies.announced(request);
    Runnable ended = deadline.arrived(body ? 2 : 1);
    context.addEndHandler(answered -> ended.run());
    if (body) {
      request.end().onComplete(read -> ended.run());
    }
  }
}
