package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.sandbox.Watcher.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Answers watches by streaming one JSON object a line. */
final class Watches {
  private static final long BOOKMARK_EVERY = TimeUnit.SECONDS.toNanos(30);
  private static final long DEFAULT_TIMEOUT_SECONDS = 3_600;

  private final ObjectStore store;
  private final Faults faults;

  Watches(ObjectStore store, Faults faults) {
    this.store = store;
    this.faults = faults;
  }

  /** How one watch was asked for. */
  private record Asked(
      ResourceType type,
      boolean metadataOnly,
      boolean bookmarks,
      boolean initialEvents,
      long end) {}

  void serve(Exchange exchange, ResourceType type) throws IOException {
    ApiRequest request = exchange.request();
    String timeout = request.parameter("timeoutSeconds");
    long seconds = timeout.matches("\\d{1,6}") ? Long.parseLong(timeout) : DEFAULT_TIMEOUT_SECONDS;
    Asked asked =
        new Asked(
            type,
            exchange.wantsMetadataOnly(),
            request.flag("allowWatchBookmarks"),
            request.flag("sendInitialEvents"),
            System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
    Watcher watcher = new Watcher(request.scope(), request.selector());
    long from = revision(request);
    try (OutputStream out = exchange.stream("application/json;stream=watch")) {
      if (!join(watcher, asked, from)) {
        String why = "too old resource version: " + from + " (" + store.table(type).horizon() + ")";
        send(out, "ERROR", Refusal.expired(why).json());
        return;
      }
      if (faults.isStalling()) {
        watcher.stall();
      }
      out.flush();
      stream(out, watcher, asked);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      store.table(type).leave(watcher);
    }
  }

  private static long revision(ApiRequest request) {
    String asked = request.parameter("resourceVersion");
    if (!asked.matches("\\d{0,18}")) {
      throw Refusal.badRequest("resourceVersion: Invalid value: \"" + asked + "\"");
    }
    return asked.isEmpty() ? 0 : Long.parseLong(asked);
  }

  private boolean join(Watcher watcher, Asked asked, long from) {
    return store.locked(
        () -> {
          Table table = store.table(asked.type());
          if (asked.initialEvents() || from == 0) {
            table.joinWithState(watcher);
            return true;
          }
          if (from < table.horizon()) {
            return false;
          }
          table.join(watcher, from);
          return true;
        });
  }

  private void stream(OutputStream out, Watcher watcher, Asked asked)
      throws IOException, InterruptedException {
    boolean marked = !asked.initialEvents();
    while (true) {
      long left = asked.end() - System.nanoTime();
      Event event = watcher.next(marked ? Math.min(BOOKMARK_EVERY, left) : 0);
      if (event == null) {
        if (asked.end() - System.nanoTime() <= 0) {
          return;
        }
        marked |= mark(out, watcher, asked, !marked);
        out.flush();
        continue;
      }
      StoredObject object = event.object();
      if (object == null) {
        return;
      }
      send(out, event.kind().name(), asked.metadataOnly() ? object.partial() : object.json());
      if (watcher.idle()) {
        out.flush();
      }
    }
  }

  /** Says up to which revision the client has seen everything; answers whether it could be said. */
  private boolean mark(OutputStream out, Watcher watcher, Asked asked, boolean first)
      throws IOException {
    if (watcher.isStalled()) {
      return true;
    }
    long seen = store.locked(() -> watcher.idle() ? store.revision() : 0L);
    if (seen == 0) {
      return false;
    }
    if (asked.bookmarks() || first) {
      ObjectNode metadata = Json.object("resourceVersion", Long.toString(seen));
      if (first) {
        metadata.set("annotations", Json.object("k8s.io/initial-events-end", "true"));
      }
      String kind = asked.metadataOnly() ? "PartialObjectMetadata" : asked.type().kind();
      String version = asked.metadataOnly() ? "meta.k8s.io/v1" : asked.type().apiVersion();
      send(
          out,
          "BOOKMARK",
          Json.bytes(Json.object("kind", kind, "apiVersion", version, "metadata", metadata)));
    } else {
      // an empty line between events: the only way to notice a client that is gone
      out.write('\n');
    }
    return true;
  }

  private static void send(OutputStream out, String type, byte[] object) throws IOException {
    out.write(("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.UTF_8));
    out.write(object);
    out.write("}\n".getBytes(StandardCharsets.UTF_8));
  }
}
