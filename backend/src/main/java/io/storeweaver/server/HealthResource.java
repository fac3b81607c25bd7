package io.storeweaver.server;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.storeweaver.Json;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

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
  @Operation(summary = "Whether the control plane works, part by part")
  public Response health() {
    boolean database = platform.databaseAnswers();
    Optional<String> trouble = platform.reconciliation().view().trouble();
    Map<String, Object> checks = new LinkedHashMap<>();
    checks.put("database", database);
    checks.put("cluster", trouble.isEmpty());
    checks.put("cluster_message", trouble.orElse(null));
    checks.put("cluster_description", platform.cluster().description());
    checks.put("turns_under_way", platform.reconciliation().running());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", database ? "healthy" : "unhealthy");
    body.put("service", "store-provisioning-backend");
    body.put("sandbox", platform.cluster().simulated());
    body.put("checks", checks);
    return Response.status(database ? 200 : 503).entity(Json.write(body)).build();
  }
}
