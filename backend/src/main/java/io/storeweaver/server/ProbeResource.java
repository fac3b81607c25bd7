package io.storeweaver.server;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.storeweaver.Json;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What a kubelet asks: whether the process lives, and whether it can take requests. */
@Path("/q/health")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@PermitAll
public class ProbeResource {
  private final Platform platform;

  public ProbeResource(Platform platform) {
    this.platform = platform;
  }

  @GET
  @Path("/live")
  @Operation(hidden = true)
  public String live() {
    return Json.write(Map.of("status", "UP"));
  }

  @GET
  @Path("/ready")
  @Operation(hidden = true)
  public Response ready() {
    boolean database = platform.databaseProbe().answers();
    return Response.status(database ? 200 : 503)
        .entity(Json.write(Map.of("status", database ? "UP" : "DOWN")))
        .build();
  }
}
