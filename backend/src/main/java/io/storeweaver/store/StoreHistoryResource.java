package io.storeweaver.store;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.storeweaver.account.Callers;
import io.storeweaver.http.Parameters;
import io.storeweaver.store.StoreAnswers.RevisionList;
import io.storeweaver.store.StoreAnswers.StoreEventPage;
import io.storeweaver.store.StoreAnswers.StoreManifest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What was asked for a store, and what was applied for it. */
@Path("/api/v1/stores/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Stores")
public class StoreHistoryResource {
  private final StoreHistory history;

  public StoreHistoryResource(StoreHistory history) {
    this.history = history;
  }

  @GET
  @Path("/events")
  @APIResponseSchema(
      value = StoreEventPage.class,
      responseCode = "200",
      responseDescription = "A page of the timeline")
  @Operation(
      operationId = "listStoreEvents",
      summary = "The store's timeline, newest first",
      description = "What was asked for, by whom, and what happened.")
  public Response events(
      @PathParam("id") String id,
      @QueryParam("page_size") @DefaultValue("50") String pageSize,
      @QueryParam("page_token") @Nullable String pageToken,
      @Context SecurityContext security) {
    return StoreResource.ok(
        history.events(Callers.of(security), id, StoreResource.pageSize(pageSize), pageToken));
  }

  @GET
  @Path("/revisions")
  @APIResponseSchema(
      value = RevisionList.class,
      responseCode = "200",
      responseDescription = "The revisions")
  @Operation(
      operationId = "listStoreRevisions",
      summary = "What was applied, newest first",
      description = "One revision for each change of chart or values.")
  public Response revisions(@PathParam("id") String id, @Context SecurityContext security) {
    return StoreResource.ok(history.revisions(Callers.of(security), id));
  }

  @GET
  @Path("/manifest")
  @APIResponseSchema(
      value = StoreManifest.class,
      responseCode = "200",
      responseDescription = "The objects")
  @Operation(
      operationId = "getStoreManifest",
      summary = "The objects of a revision as they were applied",
      description = "Of the newest one without a revision. No credential is among them.")
  public Response manifest(
      @PathParam("id") String id,
      @QueryParam("revision") @Nullable String revision,
      @Context SecurityContext security) {
    Optional<Integer> wanted =
        Optional.ofNullable(revision)
            .map(r -> Parameters.number("revision", r, 1, Integer.MAX_VALUE));
    return StoreResource.ok(history.manifest(Callers.of(security), id, wanted));
  }
}
