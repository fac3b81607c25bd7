package io.storeweaver.store;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.storeweaver.account.Callers;
import io.storeweaver.audit.AuditLog;
import io.storeweaver.audit.AuditPage;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who did what to a store, for whoever may see it. */
@Path("/api/v1/stores/{id}/audit")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Stores")
public class StoreAuditResource {
  private final Stores stores;
  private final AuditLog log;

  public StoreAuditResource(Stores stores, AuditLog log) {
    this.stores = stores;
    this.log = log;
  }

  @GET
  @APIResponseSchema(value = AuditPage.class, responseDescription = "A page of entries")
  @Operation(
      operationId = "listStoreAudit",
      summary = "Who did what to the store, newest first",
      description = "Reads of its login too.")
  public Response list(
      @PathParam("id") String id,
      @QueryParam("page_size") @DefaultValue("50") String pageSize,
      @QueryParam("page_token") @Nullable String pageToken,
      @Context SecurityContext security) {
    stores.get(Callers.of(security), id);
    AuditPage page = AuditPage.of(log, AuditLog.Filter.ofStore(id), pageSize, pageToken);
    return StoreResource.ok(page);
  }
}
