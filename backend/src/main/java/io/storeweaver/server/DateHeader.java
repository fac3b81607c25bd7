package io.storeweaver.server;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Says with every answer what time it is here (RFC 9110 §6.6.1): a client whose clock is wrong can
 * still tell how old something is.
 */
@ApplicationScoped
public class DateHeader {
  private static final int BEFORE_EVERYTHING = 1100;

  void register(@Observes Filters filters) {
    filters.register(
        request -> {
          ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
          request.response().putHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now));
          request.next();
        },
        BEFORE_EVERYTHING);
  }
}
