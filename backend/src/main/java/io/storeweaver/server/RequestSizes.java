package io.storeweaver.server;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.storeweaver.Reason;
import io.storeweaver.http.Bodies;
import io.storeweaver.http.EarlyProblems;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what is larger than anybody needs, with a problem. The web server's own limits are wider
 * and answer without a word; they are the net under these.
 */
@ApplicationScoped
public class RequestSizes {
  private static final int AFTER_THE_HOST = 1900;
  private static final int LONGEST_ADDRESS = 8 * 1024;
  private static final int LARGEST_HEADER = 16 * 1024;
  private static final int LARGEST_BODY = 256 * 1024;

  void register(@Observes Filters filters) {
    filters.register(this::check, AFTER_THE_HOST);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.uri().length() > LONGEST_ADDRESS) {
      EarlyProblems.answer(
          context,
          Reason.URI_TOO_LONG,
          "The address has more than " + LONGEST_ADDRESS + " characters.");
    } else if (headerSize(request) > LARGEST_HEADER) {
      EarlyProblems.answer(
          context,
          Reason.HEADERS_TOO_LARGE,
          "The header fields have more than " + LARGEST_HEADER + " bytes together.");
    } else if (announced(request.getHeader("Content-Length")) > LARGEST_BODY) {
      EarlyProblems.answer(
          context,
          Reason.BODY_TOO_LARGE,
          "The body must not be larger than " + Bodies.MOST_BYTES + " bytes.");
    } else {
      context.next();
    }
  }

  private static int headerSize(HttpServerRequest request) {
    int size = 0;
    for (Map.Entry<String, String> field : request.headers()) {
      size += field.getKey().length() + field.getValue().length() + 4;
    }
    return size;
  }

  private static long announced(@Nullable String length) {
    return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
  }
}
