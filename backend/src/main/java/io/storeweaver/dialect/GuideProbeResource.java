package io.storeweaver.dialect;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.storeweaver.http.DatabaseProbe;
import io.storeweaver.http.SecretsProbe;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Whether the process lives and whether it can take requests, in the API of the guide. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@PermitAll
public class GuideProbeResource {
  private final DatabaseProbe database;
  private final SecretsProbe secrets;

  public GuideProbeResource(DatabaseProbe database, SecretsProbe secrets) {
    this.database = database;
    this.secrets = secrets;
  }

  record Health(String status, Instant timestamp, String service) {}

  record Readiness(String status, Instant timestamp) {}

  @GET
  @Path("health")
  @Operation(hidden = true)
  public String health() {
    return DialectJson.write(new Health("healthy", Instant.now(), "store-service"));
  }

  @GET
  @Path("ready")
  @Operation(hidden = true)
  public Response ready() {
    boolean ready = secrets.answers() && database.answers();
    return Response.status(ready ? 200 : 503)
        .entity(DialectJson.write(new Readiness(ready ? "ready" : "not ready", Instant.now())))
        .build();
  }
}
