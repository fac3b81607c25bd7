package io.storeweaver.server;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.storeweaver.Json;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Says whether the control plane works. It stays healthy without the cluster: requests are accepted
 * and the work waits.
 */
@Path("/api/v1/health")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@PermitAll
@Tag(name = "Health")
public class HealthResource {
  private final Platform platform;

  public HealthResource(Platform platform) {
    this.platform = platform;
  }

  @GET
  @APIResponseSchema(value = Health.class, responseDescription = "It works")
  @APIResponse(
      responseCode = "503",
      description = "The database does not answer",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Health.class)))
  @Operation(
      operationId = "getHealth",
      summary = "Whether the control plane works, part by part",
      description = "Healthy as long as the database answers: without the cluster the work waits.")
  public Response health() {
    boolean database = platform.databaseProbe().answers();
    Optional<String> trouble = platform.reconciliation().view().trouble();
    Health health =
        new Health(
            database ? "healthy" : "unhealthy",
            "store-provisioning-backend",
            platform.cluster().simulated(),
            new HealthChecks(
                database,
                trouble.isEmpty(),
                trouble.orElse(null),
                platform.cluster().description(),
                platform.reconciliation().running()));
    return Response.status(database ? 200 : 503).entity(Json.write(health)).build();
  }

  @Schema(name = "Health", description = "Whether the control plane works.")
  record Health(
      @Schema(enumeration = {"healthy", "unhealthy"}) String status,
      String service,
      @Schema(description = "Whether the cluster is a simulated one, in which no shop runs.")
          boolean sandbox,
      HealthChecks checks) {}

  @Schema(name = "HealthChecks", description = "The parts of it.")
  record HealthChecks(
      boolean database,
      boolean cluster,
      @Schema(description = "Why the cluster cannot be relied on; null where it can.")
          @Nullable String clusterMessage,
      String clusterDescription,
      @Schema(description = "Stores that are being worked on by this process.")
          int turnsUnderWay) {}
}
