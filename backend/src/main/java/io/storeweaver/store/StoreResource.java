package io.storeweaver.store;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.storeweaver.Json;
import io.storeweaver.Rejected;
import io.storeweaver.account.Caller;
import io.storeweaver.account.Callers;
import io.storeweaver.http.Bodies;
import io.storeweaver.http.ETags;
import io.storeweaver.http.Parameters;
import io.storeweaver.store.StoreAnswers.PreviewedStore;
import io.storeweaver.store.StoreAnswers.StoreDeletion;
import io.storeweaver.store.StoreAnswers.StorePage;
import io.storeweaver.store.StoreAnswers.StorePreview;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The native API of stores. No request here ever talks to the cluster. */
@Path("/api/v1/stores")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Stores")
public class StoreResource {
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final int LARGEST_PAGE = 200;

  private final Stores stores;
  private final StoreSearch search;
  private final StoreQueue queue;
  private final StoreStreams streams;
  private final Creations creations;

  public StoreResource(
      Stores stores,
      StoreSearch search,
      StoreQueue queue,
      StoreStreams streams,
      Creations creations) {
    this.stores = stores;
    this.search = search;
    this.queue = queue;
    this.streams = streams;
    this.creations = creations;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponseSchema(
      value = StorePreview.class,
      responseCode = "200",
      responseDescription = "With validate_only: what would be created")
  @APIResponse(
      responseCode = "202",
      description = "Accepted; the store is provisioned in the background",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = StoreJson.class)))
  @Operation(
      operationId = "createStore",
      summary = "Create a store",
      description =
          "Answers at once; the store is provisioned in the background. With validate_only nothing is created.")
  @Parameter(name = "Idempotency-Key", in = ParameterIn.HEADER)
  @RequestBody(content = @Content(schema = @Schema(implementation = NewStore.Body.class)))
  public Response create(
      byte[] body,
      @QueryParam("validate_only") @Nullable String validateOnly,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    NewStore wanted = NewStore.of(Bodies.read(body, NewStore.Body.class));
    boolean blank = validateOnly == null && uri.getQueryParameters().containsKey("validate_only");
    if (Parameters.flag("validate_only", blank ? "" : validateOnly)) {
      Stores.Preview preview = stores.preview(caller, wanted);
      return ok(new StorePreview(true, PreviewedStore.of(preview.store()), preview.usage()));
    }
    Creations.Request request =
        new Creations.Request(
            "/api/v1/stores",
            body,
            wanted,
            202,
            store -> Json.write(StoreJson.of(store, Map.of())));
    return creations.create(caller, headers, request);
  }

  @GET
  @APIResponseSchema(
      value = StorePage.class,
      responseCode = "200",
      responseDescription = "A page of stores")
  @Operation(
      operationId = "listStores",
      summary = "List your stores",
      description =
          "An operator sees everybody's. A page token goes with the sort that gave it out.")
  public Response list(
      @QueryParam("status") @Nullable String status,
      @QueryParam("engine") @Nullable String engine,
      @QueryParam("q") @DefaultValue("") String text,
      @QueryParam("owner") @Nullable String owner,
      @QueryParam("sort") @DefaultValue("-created_at") String sort,
      @QueryParam("page_size") @DefaultValue("50") String pageSize,
      @QueryParam("page_token") @Nullable String pageToken,
      @QueryParam("include") @Nullable String include,
      @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    StoreSearch.Filter filter =
        new StoreSearch.Filter(
            phases(status),
            Optional.ofNullable(engine).filter(e -> !e.isBlank()).map(StoreResource::engine),
            text,
            Optional.ofNullable(owner).filter(o -> !o.isBlank()),
            deletedToo(include));
    Optional<String> token = Optional.ofNullable(pageToken).filter(t -> !t.isBlank());
    StoreSearch.Page page =
        search.page(caller, filter, StoreSearch.Sort.of(sort), pageSize(pageSize), token);
    Map<String, Integer> positions = positions(page.stores());
    return ok(
        new StorePage(
            page.stores().stream().map(store -> StoreJson.of(store, positions)).toList(),
            page.nextPageToken(),
            page.total(),
            search.counts(caller)));
  }

  static int pageSize(String given) {
    return Parameters.number("page_size", given, 1, LARGEST_PAGE);
  }

  private static boolean deletedToo(@Nullable String include) {
    if (include != null && !include.isBlank() && !include.equals("deleted")) {
      throw Rejected.invalid("include", "include can only be deleted");
    }
    return "deleted".equals(include);
  }

  private static List<Phase> phases(@Nullable String given) {
    List<Phase> phases = new ArrayList<>();
    for (String word : given == null || given.isBlank() ? new String[0] : given.split(",", -1)) {
      String name = word.strip().toUpperCase(Locale.ROOT);
      phases.add(
          Arrays.stream(Phase.values())
              .filter(p -> p != Phase.PENDING && p.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      Rejected.invalid(
                          "status",
                          "status must be one or more of PROVISIONING, READY, DEGRADED, SUSPENDED, UPDATING, FAILED, "
                              + "DELETING and DELETED, separated by commas")));
    }
    return phases;
  }

  private static Engine engine(String id) {
    return Engine.of(id.toLowerCase(Locale.ROOT))
        .orElseThrow(() -> Rejected.invalid("engine", "engine must be woocommerce or medusa"));
  }

  @GET
  @Path("/{id}")
  @APIResponseSchema(
      value = StoreJson.class,
      responseCode = "200",
      responseDescription = "The store")
  @Operation(
      operationId = "getStore",
      summary = "Read a store",
      description = "A deleted store is still answered, with the status DELETED.")
  public Response get(@PathParam("id") String id, @Context SecurityContext security) {
    return answer(Response.ok(), stores.get(Callers.of(security), id));
  }

  @PATCH
  @Path("/{id}")
  @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
  @APIResponseSchema(
      value = StoreJson.class,
      responseCode = "200",
      responseDescription = "Nothing had to be changed")
  @APIResponse(
      responseCode = "202",
      description = "Accepted; the change is under way",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = StoreJson.class)))
  @Operation(
      operationId = "editStore",
      summary = "Edit name, plan, chart_version, suspended or custom_domain",
      description = "JSON merge patch; needs If-Match.")
  @RequestBody(content = @Content(schema = @Schema(implementation = StorePatch.Body.class)))
  public Response patch(
      byte[] body,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    stores.get(caller, id);
    long version = ETags.required(ifMatch);
    StorePatch patch = StorePatch.of(Bodies.readObject(body));
    Store store = stores.patch(caller, id, patch, version);
    return answer(Response.status(store.spec().version() == version ? 200 : 202), store);
  }

  @DELETE
  @Path("/{id}")
  @APIResponseSchema(
      value = StoreDeletion.class,
      responseCode = "200",
      responseDescription = "Nothing is left of the store")
  @APIResponse(
      responseCode = "202",
      description = "The deletion is under way",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = StoreDeletion.class)))
  @Operation(
      operationId = "deleteStore",
      summary = "Delete a store and everything in it",
      description = "Waits for the end as long as Prefer: wait says (0 to 30 s, 10 s by default).")
  public Response delete(
      @PathParam("id") String id,
      @HeaderParam("Prefer") @Nullable String prefer,
      @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    java.time.Duration wait = Preference.wait(prefer);
    stores.delete(caller, id);
    Store store = streams.await(stores, caller, id, s -> s.shown() == Phase.DELETED, wait);
    boolean gone = store.shown() == Phase.DELETED;
    String message = gone ? "Store deleted successfully" : "Store deletion started";
    return Response.status(gone ? 200 : 202)
        .entity(Json.write(new StoreDeletion(id, store.shown(), message)))
        .build();
  }

  @POST
  @Path("/{id}/retry")
  @APIResponseSchema(
      value = StoreJson.class,
      responseCode = "202",
      responseDescription = "Accepted; the store is tried again")
  @Operation(
      operationId = "retryStore",
      summary = "Try a failed or degraded store again",
      description = "Goes on from where the store stands; what works is not torn down.")
  public Response retry(@PathParam("id") String id, @Context SecurityContext security) {
    return answer(Response.status(202), stores.retry(Callers.of(security), id));
  }

  @POST
  @Path("/{id}/cancel")
  @APIResponseSchema(
      value = StoreJson.class,
      responseCode = "202",
      responseDescription = "Accepted; nothing more is done until a retry")
  @Operation(
      operationId = "cancelStore",
      summary = "Stop the change that is under way",
      description = "What was applied stays; a retry goes on.")
  public Response cancel(@PathParam("id") String id, @Context SecurityContext security) {
    return answer(Response.status(202), stores.cancel(Callers.of(security), id));
  }

  @POST
  @Path("/{id}/rollback")
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponseSchema(
      value = StoreJson.class,
      responseCode = "202",
      responseDescription = "Accepted; the store goes back")
  @Operation(
      operationId = "rollbackStore",
      summary = "Go back to what an earlier revision had",
      description = "Chart version, plan and suspension go back; data is not touched.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Rollback.class)))
  public Response rollback(
      byte[] body, @PathParam("id") String id, @Context SecurityContext security) {
    Rollback wanted = Bodies.read(body, Rollback.class);
    if (wanted.revision() == null) {
      throw Rejected.invalid("revision", "revision is required");
    }
    return answer(
        Response.status(202), stores.rollback(Callers.of(security), id, wanted.revision()));
  }

  /** The body of a rollback. */
  @Schema(
      name = "Rollback",
      description = "The revision to go back to.",
      requiredProperties = "revision")
  public record Rollback(@Nullable Integer revision) {}

  private Response answer(Response.ResponseBuilder response, Store store) {
    return response
        .header(HttpHeaders.ETAG, ETags.of(store.spec().version()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(Json.write(StoreJson.of(store, positions(List.of(store)))))
        .build();
  }

  static Response ok(Object body) {
    return Response.ok(Json.write(body)).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
  }

  // The queue is only asked where a store on the page may be waiting in it.
  private Map<String, Integer> positions(List<Store> shown) {
    boolean mayWait =
        shown.stream()
            .anyMatch(s -> s.shown() == Phase.PROVISIONING || s.shown() == Phase.UPDATING);
    return mayWait ? queue.positions() : Map.of();
  }
}
