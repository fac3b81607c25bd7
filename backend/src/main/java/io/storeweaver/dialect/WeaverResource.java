package io.storeweaver.dialect;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.Rejected.FieldError;
import io.storeweaver.account.Caller;
import io.storeweaver.cluster.ClusterView;
import io.storeweaver.cluster.LiveDetail;
import io.storeweaver.http.Bodies;
import io.storeweaver.store.Creations;
import io.storeweaver.store.NewStore;
import io.storeweaver.store.Phase;
import io.storeweaver.store.Preference;
import io.storeweaver.store.Store;
import io.storeweaver.store.StoreSearch;
import io.storeweaver.store.StoreStreams;
import io.storeweaver.store.Stores;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The stores in the API of Store Weaver. */
@Path("/api/stores")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class WeaverResource {
  private static final Duration DELETION = Duration.ofSeconds(30);

  private final Stores stores;
  private final StoreSearch search;
  private final StoreStreams streams;
  private final Creations creations;
  private final LiveDetail live;
  private final ClusterView view;

  public WeaverResource(
      Stores stores,
      StoreSearch search,
      StoreStreams streams,
      Creations creations,
      LiveDetail live,
      ClusterView view) {
    this.stores = stores;
    this.search = search;
    this.streams = streams;
    this.creations = creations;
    this.live = live;
    this.view = view;
  }

  @GET
  @Operation(hidden = true)
  public Response list(@Context SecurityContext security) {
    List<WeaverStore> listed =
        AllStores.of(search, DialectCaller.reading(security)).stream().map(this::json).toList();
    return DialectJson.answer(200, Map.of("stores", listed));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Response create(
      byte[] body, @Context HttpHeaders headers, @Context SecurityContext security) {
    NewStore wanted = wanted(Bodies.readObject(body));
    Creations.Request request =
        new Creations.Request("/api/stores", body, wanted, 202, this::started);
    return creations.create(DialectCaller.of(security), headers, request);
  }

  private String started(Store store) {
    return DialectJson.write(new Started("Store provisioning started", json(store)));
  }

  record Started(String message, WeaverStore store) {}

  // Its clients may send more than these two fields; the earlier system took no notice of it.
  private static NewStore wanted(ObjectNode body) {
    List<FieldError> errors = new ArrayList<>();
    String name = DialectJson.text(body, "name", errors);
    String engine = DialectJson.text(body, "engine", errors);
    try {
      if (errors.isEmpty()) {
        return NewStore.of(NewStore.Body.of(name, engine));
      }
    } catch (Rejected refusal) {
      errors.addAll(refusal.errors());
    }
    throw Rejected.invalid(
        errors.stream()
            .map(e -> new FieldError(e.field(), "Store " + e.message().replaceFirst(":.*", "")))
            .toList());
  }

  @GET
  @Path("/{id}")
  @Operation(hidden = true)
  public Response get(@PathParam("id") String id, @Context SecurityContext security) {
    Store store = store(security, id);
    WeaverDetail detail = WeaverDetail.of(store, live.of(store));
    return DialectJson.answer(
        200, Map.of("store", new WeaverStore.WithDetail(json(store), detail.parts())));
  }

  @GET
  @Path("/{id}/status")
  @Operation(hidden = true)
  public Response status(@PathParam("id") String id, @Context SecurityContext security) {
    Store store = store(security, id);
    String status = WeaverStore.status(store.shown());
    return DialectJson.answer(
        200,
        new Status(
            store.id(),
            Character.toUpperCase(status.charAt(0)) + status.substring(1),
            store.status().storeUrl(),
            WeaverStore.error(store)));
  }

  record Status(
      String id,
      String status,
      @Nullable String url,
      @JsonProperty("error_message") @Nullable String errorMessage) {}

  @GET
  @Path("/{id}/detail")
  @Operation(hidden = true)
  public Response detail(@PathParam("id") String id, @Context SecurityContext security) {
    Store store = store(security, id);
    return DialectJson.answer(200, WeaverDetail.of(store, live.of(store)));
  }

  @POST
  @Path("/{id}/retry")
  @Operation(hidden = true)
  public Response retry(@PathParam("id") String id, @Context SecurityContext security) {
    Store found = store(security, id);
    Caller caller = DialectCaller.changing(security, found);
    if (found.shown() != Phase.FAILED) {
      throw notFailed();
    }
    try {
      Store store = stores.retry(caller, id);
      return DialectJson.answer(202, new Started("Store retry started", json(store)));
    } catch (Rejected refusal) {
      throw refusal.reason() == Reason.STATE_CONFLICT ? notFailed() : refusal;
    }
  }

  private static Rejected notFailed() {
    return new Rejected(Reason.VALIDATION_FAILED, "Only failed stores can be retried");
  }

  @DELETE
  @Path("/{id}")
  @Operation(hidden = true)
  public Response delete(
      @PathParam("id") String id,
      @HeaderParam("Prefer") @Nullable String prefer,
      @Context SecurityContext security) {
    Caller caller = DialectCaller.changing(security, store(security, id));
    Duration wait = Preference.wait(prefer, DELETION);
    stores.delete(caller, id);
    Store store = streams.await(stores, caller, id, s -> s.shown() == Phase.DELETED, wait);
    return store.shown() == Phase.DELETED
        ? DialectJson.answer(200, Map.of("message", "Store deleted successfully"))
        : DialectJson.answer(202, Map.of("message", "Store deletion started"));
  }

  private Store store(SecurityContext security, String id) {
    return stores
        .find(DialectCaller.reading(security), id)
        .filter(store -> store.shown() != Phase.DELETED)
        .orElseThrow(() -> new Rejected(Reason.NOT_FOUND, "Store not found"));
  }

  private WeaverStore json(Store store) {
    Optional<ClusterView.Pods> pods = view.pods(store.id());
    return WeaverStore.of(store, pods);
  }
}
