package io.storeweaver.server;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.storeweaver.Json;
import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.account.Caller;
import io.storeweaver.account.Callers;
import io.storeweaver.store.Lane;
import io.storeweaver.store.Phase;
import io.storeweaver.store.StoreFigures;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The platform as a whole, for operators: its cluster, its queue, what came out, what failed. */
@Path("/api/v1/system")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "System")
public class SystemResource {
  private static final Duration FAILURES_SHOWN = Duration.ofHours(24);

  private final Platform platform;

  public SystemResource(Platform platform) {
    this.platform = platform;
  }

  @GET
  @APIResponseSchema(value = SystemState.class, responseDescription = "The platform at a moment")
  @Operation(
      operationId = "getSystem",
      summary = "The platform as a whole: cluster, queue, the last hour, failures by cause",
      description = "For operators.")
  public Response system(@Context SecurityContext security) {
    Caller caller = Callers.of(security);
    if (!caller.operator()) {
      throw new Rejected(Reason.FORBIDDEN, "Only operators may look at the platform as a whole.");
    }
    return Response.ok(Json.write(state(caller)))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private SystemState state(Caller operator) {
    StoreFigures figures = platform.figures();
    Optional<String> trouble = platform.reconciliation().view().trouble();
    Instant now = Instant.now();
    return new SystemState(
        new ClusterState(
            platform.cluster().description(),
            platform.cluster().simulated(),
            trouble.isEmpty(),
            trouble.orElse(null)),
        new QueueState(
            figures.due(),
            platform.reconciliation().running(),
            figures.provisioning(),
            platform.config().reconcile().provisions()),
        platform.search().counts(operator),
        platform.config().limits().stores(),
        platform.streams().watching(),
        figures.lastHour(),
        figures.causesSince(now.minus(FAILURES_SHOWN)),
        now);
  }

  @Schema(name = "SystemState", description = "The platform at a moment.")
  record SystemState(
      ClusterState cluster,
      QueueState queue,
      @Schema(description = "Everybody's live stores by status.") Map<Phase, Long> stores,
      @Schema(description = "How many stores the platform may hold.") long maxStores,
      @Schema(description = "Open streams of changes.") int watching,
      @Schema(description = "Minute by minute, the oldest first.")
          List<StoreFigures.Minute> lastHour,
      @Schema(description = "Causes of the last 24 hours, the one that met most stores first.")
          List<StoreFigures.Cause> failures,
      Instant observedAt) {}

  @Schema(name = "ClusterState", description = "The cluster that the stores live in.")
  record ClusterState(
      String description,
      @Schema(description = "Whether it is a simulated one, in which no shop runs.")
          boolean simulated,
      boolean answers,
      @Schema(description = "Why it cannot be relied on; null where it can.")
          @Nullable String trouble) {}

  @Schema(name = "QueueState", description = "The work that waits and the work that is under way.")
  record QueueState(
      @Schema(description = "Stores that wait for a turn, by lane, the most urgent lane first.")
          Map<Lane, Integer> due,
      @Schema(description = "Stores that are being worked on by this process.") int running,
      @Schema(description = "Places for provisioning that are taken.") int provisioning,
      @Schema(description = "Places for provisioning that there are.") int maxProvisions) {}
}
