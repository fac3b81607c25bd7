package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The front door: counts, injects faults, and hands each request to the part that answers it. */
final class Gateway implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final Set<String> HEALTH = Set.of("/healthz", "/livez", "/readyz");

  private final Writes writes;
  private final Reads reads;
  private final Watches watches;
  private final PodLogs logs;
  private final Faults faults;
  private final Traffic traffic;

  Gateway(
      Writes writes, Reads reads, Watches watches, PodLogs logs, Faults faults, Traffic traffic) {
    this.writes = writes;
    this.reads = reads;
    this.watches = watches;
    this.logs = logs;
    this.faults = faults;
    this.traffic = traffic;
  }

  @Override
  public void handle(HttpExchange http) {
    try (Exchange exchange = new Exchange(http)) {
      if (!faults.inOutage()) {
        serve(exchange);
      }
    } catch (IOException e) {
      LOG.debug("a client left before it was answered: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Exchange exchange) throws IOException, InterruptedException {
    ApiRequest request = exchange.request();
    traffic.count(request);
    Fault.Effect effect = faults.hit(request);
    try {
      switch (effect) {
        case null -> route(exchange, false);
        case Fault.Answer answer -> refuse(exchange, injected(answer), answer.retryAfterSeconds());
        case Fault.Delay delay -> {
          Thread.sleep(delay.time());
          route(exchange, false);
        }
        case Fault.DropBefore drop -> {}
        case Fault.Cut cut -> {
          cut.atTheHit().run();
          if (cut.doneFirst()) {
            route(exchange, true);
          }
        }
        case Fault.DropAfter drop -> route(exchange, true);
      }
    } catch (Refusal e) {
      refuse(exchange, e, 0);
    } catch (RuntimeException e) {
      LOG.warn("the sandbox failed to answer {} {}", request.method(), request.path(), e);
      refuse(exchange, Refusal.of(500, "InternalError", "Internal error occurred: " + e), 0);
    }
  }

  private static Refusal injected(Fault.Answer answer) {
    String reason =
        switch (answer.code()) {
          case 403 -> "Forbidden";
          case 404 -> "NotFound";
          case 409 -> "Conflict";
          case 429 -> "TooManyRequests";
          case 503 -> "ServiceUnavailable";
          case 504 -> "Timeout";
          default -> "InternalError";
        };
    Refusal refusal = Refusal.of(answer.code(), reason, "injected fault");
    return answer.retryAfterSeconds() > 0
        ? refusal.retryAfter(answer.retryAfterSeconds())
        : refusal;
  }

  private static void refuse(Exchange exchange, Refusal refusal, int retryAfter)
      throws IOException {
    exchange.answer(refusal.code(), refusal.json(), retryAfter > 0 ? retryAfter : null);
  }

  private void route(Exchange exchange, boolean loseAnswer) throws IOException {
    ApiRequest request = exchange.request();
    if (request.type() == null) {
      exchange.answer(200, meta(request), null);
    } else if (request.method().equals("GET")) {
      read(exchange, request.type());
    } else {
      byte[] body = exchange.body();
      Writes.Answer answer =
          writes.serve(request, request.type(), body, exchange.header("User-Agent"));
      if (!loseAnswer) {
        exchange.answer(answer.code, answer.json, null);
      }
    }
  }

  private static byte[] meta(ApiRequest request) {
    if (HEALTH.contains(request.path())) {
      return "ok".getBytes(StandardCharsets.UTF_8);
    }
    if (!request.method().equals("GET")) {
      throw Refusal.noSuchResource();
    }
    ObjectNode answer = Discovery.answer(request.path());
    return Json.bytes(answer);
  }

  private void read(Exchange exchange, ResourceType type) throws IOException {
    ApiRequest request = exchange.request();
    if (request.watch() && exchange.wantsUpgrade()) {
      // a plain answer refuses the upgrade, and the client falls back to streaming over HTTP at
      // once
      exchange.answer(200, Json.bytes(Json.object()), null);
    } else if (request.watch()) {
      watches.serve(exchange, type);
    } else if (request.subresource().equals("log")) {
      logs.serve(exchange);
    } else {
      exchange.answer(200, reads.serve(request, type, exchange.wantsMetadataOnly()), null);
    }
  }
}
