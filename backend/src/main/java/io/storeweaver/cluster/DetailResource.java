package io.storeweaver.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.account.Caller;
import io.storeweaver.account.Callers;
import io.storeweaver.account.Needs;
import io.storeweaver.account.Scope;
import io.storeweaver.account.Tenancy;
import io.storeweaver.http.Answers;
import io.storeweaver.http.Parameters;
import io.storeweaver.store.Store;
import io.storeweaver.store.Stores;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The part of the native API that looks into the cluster: live detail, logs, the shop's admin
 * login.
 */
@Path("/api/v1/stores/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Live detail")
public class DetailResource {
  private static final int MOST_LINES = 5000;

  private final Stores stores;
  private final LiveDetail live;
  private final ClusterApi api;
  private final StoreSecrets secrets;

  public DetailResource(Stores stores, LiveDetail live, ClusterApi api, StoreSecrets secrets) {
    this.stores = stores;
    this.live = live;
    this.api = api;
    this.secrets = secrets;
  }

  @GET
  @Path("/detail")
  @APIResponseSchema(value = StoreDetail.class, responseDescription = "The store at this moment")
  @Operation(
      operationId = "getStoreDetail",
      summary = "The store's objects, events, steps and quota, straight from the cluster",
      description = "Answers within a few seconds, also where the cluster does not.")
  public Response detail(@PathParam("id") String id, @Context SecurityContext security) {
    Store store = stores.get(Callers.of(security), id);
    return Answers.of(200, live.of(store));
  }

  @GET
  @Path("/logs")
  @Produces(MediaType.WILDCARD)
  @Operation(
      operationId = "getStoreLogs",
      summary = "The last lines of the store's pods",
      description =
          "With follow=true a stream of server-sent events named log, one a line, for half an hour at most.")
  @APIResponse(
      responseCode = "200",
      description = "The lines",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = LogList.class)),
        @Content(
            mediaType = MediaType.SERVER_SENT_EVENTS,
            schema = @Schema(implementation = String.class))
      })
  public Response logs(
      @PathParam("id") String id,
      @QueryParam("component") @Nullable String component,
      @QueryParam("tail") @DefaultValue("200") String tail,
      @QueryParam("previous") @Nullable String previous,
      @QueryParam("follow") @Nullable String follow,
      @Context SecurityContext security) {
    Store store = stores.get(Callers.of(security), id);
    int lines = Parameters.number("tail", tail, 1, MOST_LINES);
    boolean former = Parameters.flag("previous", previous);
    if (Parameters.flag("follow", follow)) {
      LogFollower follower = new LogFollower(api, store, component, lines);
      return Response.ok((StreamingOutput) follower::run)
          .type(MediaType.SERVER_SENT_EVENTS)
          .header(HttpHeaders.CACHE_CONTROL, "no-store")
          .build();
    }
    try {
      return Answers.of(200, new LogList(read(store, component, lines, former)));
    } catch (ClusterFailure e) {
      throw unavailable(e);
    }
  }

  private List<PodLog> read(Store store, @Nullable String component, int lines, boolean previous) {
    List<PodLog> logs = new ArrayList<>();
    for (JsonNode pod : api.list(ClusterKind.POD, store.namespace(), Map.of()).path("items")) {
      String part = pod.at("/metadata/labels").path(Names.COMPONENT_LABEL).asText("");
      if (component != null && !component.isBlank() && !component.equals(part)) {
        continue;
      }
      for (JsonNode container : pod.at("/spec/containers")) {
        String name = pod.at("/metadata/name").asText();
        String process = container.path("name").asText();
        Optional<String> text = api.log(store.namespace(), name, process, lines, previous);
        logs.add(new PodLog(part, name, process, text.map(t -> t.lines().toList()).orElse(null)));
      }
    }
    return logs;
  }

  @Schema(name = "LogList", description = "The last lines of a store's pods.")
  record LogList(List<PodLog> logs) {}

  @Schema(name = "PodLog", description = "The last lines of one container.")
  record PodLog(
      String component,
      String pod,
      String container,
      @Schema(description = "The oldest first; null where the container has no log yet.")
          @Nullable List<String> lines) {}

  @Schema(name = "AdminLogin", description = "The shop's admin login.")
  record AdminLogin(@Nullable String adminUrl, String username, String password) {}

  @GET
  @Path("/credentials")
  @APIResponseSchema(value = AdminLogin.class, responseDescription = "The login")
  @Needs(Scope.CREDENTIALS_READ)
  @Operation(
      operationId = "getStoreCredentials",
      summary = "The shop's admin login",
      description = "For the store's owner only; the timeline notes that it was read.")
  public Response credentials(@PathParam("id") String id, @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    Store store = stores.get(caller, id);
    if (!Tenancy.owns(caller, store.owner())) {
      throw new Rejected(Reason.FORBIDDEN, "Only the owner of a store may read its admin login.");
    }
    try {
      StoreSecrets.Login login =
          secrets
              .login(store)
              .orElseThrow(
                  () ->
                      new Rejected(
                          Reason.STATE_CONFLICT,
                          "The store has no admin login yet (or no more); its status says where it stands."));
      stores.noteCredentialsRead(caller, id);
      return Answers.of(
          200, new AdminLogin(store.status().adminUrl(), login.username(), login.password()));
    } catch (ClusterFailure e) {
      throw unavailable(e);
    }
  }

  private static Rejected unavailable(ClusterFailure failure) {
    return new Rejected(
        Reason.CLUSTER_UNAVAILABLE,
        "The cluster cannot be asked at the moment: " + failure.getMessage(),
        List.of(),
        Duration.ofSeconds(5));
  }
}
