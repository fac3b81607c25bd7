package io.storeweaver.store;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.storeweaver.Json;
import io.storeweaver.account.Caller;
import io.storeweaver.account.Callers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Live views by server-sent events. Every event carries a whole store, so that a client that missed
 * some is right again with the next; a client that comes back with Last-Event-ID gets what changed
 * meanwhile.
 */
@Path("/api/v1/stores")
@Tag(name = "Stores")
public class StreamResource {
  private static final long HEARTBEAT_SECONDS = 15;
  private static final long SLOWEST_SECONDS = 30;
  private static final int MOST_BEHIND = 2000;

  private final Stores stores;
  private final StoreStreams streams;
  private final StoreChanges changes;
  private final StoreEvents events;

  public StreamResource(
      Stores stores, StoreStreams streams, StoreChanges changes, StoreEvents events) {
    this.stores = stores;
    this.streams = streams;
    this.changes = changes;
    this.events = events;
  }

  @GET
  @Path("/stream")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RunOnVirtualThread
  @APIResponse(
      responseCode = "200",
      description = "Events named store, each with a whole store as JSON",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = String.class)))
  @Operation(
      operationId = "streamStores",
      summary = "Your stores as they change",
      description = "Server-sent events; Last-Event-ID goes on where a connection broke.")
  public void all(
      @HeaderParam("Last-Event-ID") @Nullable String last,
      @Context SseEventSink sink,
      @Context Sse sse,
      @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    Flow flow = new Flow(caller, sink, sse, null);
    long from = number(last);
    flow.run(id -> true, from < 0 ? List.of() : changes.since(caller, from, MOST_BEHIND));
  }

  @GET
  @Path("/{id}/events/stream")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RunOnVirtualThread
  @APIResponse(
      responseCode = "200",
      description = "Events named store (a store) and timeline (a line of its timeline)",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = String.class)))
  @Operation(
      operationId = "streamStore",
      summary = "One store and its timeline as they change",
      description = "Server-sent events; begins with the store as it is.")
  public void one(
      @PathParam("id") String id,
      @Context SseEventSink sink,
      @Context Sse sse,
      @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    Store store = stores.get(caller, id);
    new Flow(caller, sink, sse, id).run(id::equals, List.of(store));
  }

  private static long number(@Nullable String text) {
    return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
  }

  /**
   * One client's stream: takes what changed from a queue and writes it, until the client is gone or
   * too slow.
   */
  private final class Flow {
    private final Caller caller;
    private final SseEventSink sink;
    private final Sse sse;
    private final @Nullable String timelineOf;
    private final BlockingQueue<Store> queue = new LinkedBlockingQueue<>(MOST_BEHIND);
    private volatile boolean overrun;
    private long lastLine;

    Flow(Caller caller, SseEventSink sink, Sse sse, @Nullable String timelineOf) {
      this.caller = caller;
      this.sink = sink;
      this.sse = sse;
      this.timelineOf = timelineOf;
    }

    void run(Predicate<String> wanted, List<Store> first) {
      // Whoever cannot take in what changes is cut off; its client comes back with Last-Event-ID
      // and catches up.
      streams.subscribe(this, caller, wanted, store -> overrun |= !queue.offer(store));
      try (sink) {
        write(sse.newEventBuilder().comment("connected").reconnectDelay(2000).build());
        for (Store store : first) {
          store(store);
        }
        while (!sink.isClosed() && !overrun) {
          Store store = queue.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
          if (store == null) {
            write(sse.newEventBuilder().comment("still here").build());
          } else {
            store(store);
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException e) {
        overrun = true;
      } catch (IllegalStateException e) {
        // A client may go away between a look at the sink and a write to it.
        if (!sink.isClosed()) {
          throw e;
        }
      } finally {
        streams.unsubscribe(this);
      }
    }

    private void store(Store store)
        throws InterruptedException, ExecutionException, TimeoutException {
      write(
          event(
              "store",
              Long.toString(store.changeSequence()),
              Json.write(StoreJson.of(store, Map.of()))));
      if (timelineOf != null) {
        for (StoreEvent line : events.since(caller, timelineOf, lastLine, 200)) {
          lastLine = line.id();
          write(event("timeline", Long.toString(store.changeSequence()), Json.write(line)));
        }
      }
    }

    private OutboundSseEvent event(String name, String id, String data) {
      return sse.newEventBuilder()
          .name(name)
          .id(id)
          .mediaType(MediaType.TEXT_PLAIN_TYPE)
          .data(String.class, data)
          .build();
    }

    private void write(OutboundSseEvent event)
        throws InterruptedException, ExecutionException, TimeoutException {
      sink.send(event).toCompletableFuture().get(SLOWEST_SECONDS, TimeUnit.SECONDS);
    }
  }
}
