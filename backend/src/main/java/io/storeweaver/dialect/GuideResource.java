package io.storeweaver.dialect;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.account.Caller;
import io.storeweaver.store.Creations;
import io.storeweaver.store.NewStore;
import io.storeweaver.store.Phase;
import io.storeweaver.store.Preference;
import io.storeweaver.store.Store;
import io.storeweaver.store.StoreStreams;
import io.storeweaver.store.Stores;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The stores in the API of the technical guide. */
@Path("/stores")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class GuideResource {
  private static final Duration DELETION = Duration.ofSeconds(30);
  private static final Pattern ID = Pattern.compile("[a-z]([a-z0-9-]{0,51}[a-z0-9])?");

  private final Stores stores;
  private final ReadReplica replica;
  private final StoreStreams streams;
  private final Creations creations;

  public GuideResource(
      Stores stores, ReadReplica replica, StoreStreams streams, Creations creations) {
    this.stores = stores;
    this.replica = replica;
    this.streams = streams;
    this.creations = creations;
  }

  record Listed(List<GuideRow> stores, int count) {}

  record Told(GuideRow store, String message) {}

  @GET
  @Operation(hidden = true)
  public Response list(@Context SecurityContext security) {
    Caller caller = DialectCaller.reading(security);
    List<GuideRow> rows =
        replica.read(search -> AllStores.of(search, caller)).stream().map(GuideRow::of).toList();
    return DialectJson.answer(200, new Listed(rows, rows.size()));
  }

  @GET
  @Path("/{id}")
  @Operation(hidden = true)
  public Response get(@PathParam("id") String id, @Context SecurityContext security) {
    return DialectJson.answer(200, GuideRow.of(store(security, id)));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Response create(
      byte[] body, @Context HttpHeaders headers, @Context SecurityContext security) {
    NewStore wanted = GuideBody.creation(body);
    Creations.Request request =
        new Creations.Request("/stores", body, wanted, 201, GuideResource::initiated);
    return creations.create(DialectCaller.of(security), headers, request);
  }

  private static String initiated(Store store) {
    return DialectJson.write(
        new Told(GuideRow.of(store), "Store provisioning initiated. Check status for updates."));
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Response edit(byte[] body, @PathParam("id") String id, @Context SecurityContext security) {
    GuideBody wanted = GuideBody.edit(body);
    Store store = store(security, id);
    Caller caller = DialectCaller.changing(security, store);
    Store edited = stores.patch(caller, id, wanted.patch(store), wanted.version());
    return DialectJson.answer(200, new Told(GuideRow.of(edited), "Store updated successfully"));
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
        ? DialectJson.answer(200, new Told(GuideRow.of(store), "Store deleted successfully"))
        : DialectJson.answer(202, new Told(GuideRow.of(store), "Store deletion started"));
  }

  private Store store(SecurityContext security, String id) {
    if (!ID.matcher(id).matches()) {
      throw new Rejected(Reason.INVALID_ID, "\"" + id + "\" is not the id of a store");
    }
    return stores
        .find(DialectCaller.reading(security), id)
        .orElseThrow(() -> new Rejected(Reason.NOT_FOUND, "Store not found"));
  }
}
