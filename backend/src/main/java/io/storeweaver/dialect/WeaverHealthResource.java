package io.storeweaver.dialect;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.storeweaver.chart.Renderer;
import io.storeweaver.cluster.ClusterView;
import io.storeweaver.http.DatabaseProbe;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The health check in the API of Store Weaver: healthy as long as the database answers. */
@Path("/api/health")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@PermitAll
public class WeaverHealthResource {
  private final DatabaseProbe database;
  private final ClusterView view;
  private final Renderer helm;

  public WeaverHealthResource(DatabaseProbe database, ClusterView view, Renderer helm) {
    this.database = database;
    this.view = view;
    this.helm = helm;
  }

  record Health(String status, Instant timestamp, Checks checks) {}

  record Checks(boolean database, boolean kubernetes, boolean helm) {}

  @GET
  @Operation(hidden = true)
  public Response health() {
    Checks checks = new Checks(database.answers(), view.trouble().isEmpty(), helm.usable());
    Health health = new Health(checks.database() ? "healthy" : "unhealthy", Instant.now(), checks);
    return Response.status(checks.database() ? 200 : 503).entity(DialectJson.write(health)).build();
  }
}
