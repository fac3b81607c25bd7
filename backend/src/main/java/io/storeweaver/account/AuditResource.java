package io.storeweaver.account;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.storeweaver.Json;
import io.storeweaver.Rejected;
import io.storeweaver.audit.AuditChain;
import io.storeweaver.audit.AuditEntry;
import io.storeweaver.audit.AuditLog;
import io.storeweaver.audit.AuditLog.Filter;
import io.storeweaver.audit.AuditPage;
import io.storeweaver.http.Answers;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The audit log, for operators. It stands in this room because the log's own knows no callers. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Needs(Scope.ADMIN)
@Tag(name = "Audit")
public class AuditResource {
  private final AuditLog log;
  private final AuditChain chain;

  public AuditResource(AuditLog log, AuditChain chain) {
    this.log = log;
    this.chain = chain;
  }

  @GET
  @APIResponseSchema(value = AuditPage.class, responseDescription = "A page of entries")
  @Operation(
      operationId = "listAudit",
      summary = "Who did what, newest first",
      description =
          "For operators. from and to are times as in 2026-01-31T00:00:00Z; from is included, to is not.")
  public Response list(
      @Parameter(description = "Only acts of this account.") @QueryParam("actor")
          @Nullable String actor,
      @Parameter(description = "Only this action, for example store.requested.")
          @QueryParam("action")
          @Nullable String action,
      @Parameter(description = "Only acts on this store.") @QueryParam("store")
          @Nullable String store,
      @Parameter(description = "Only from this time on.") @QueryParam("from") @Nullable String from,
      @Parameter(description = "Only before this time.") @QueryParam("to") @Nullable String to,
      @QueryParam("page_size") @DefaultValue("50") String pageSize,
      @QueryParam("page_token") @Nullable String pageToken) {
    Filter filter = filter(actor, action, store, from, to);
    return Answers.of(200, AuditPage.of(log, filter, pageSize, pageToken));
  }

  @GET
  @Path("/export")
  @Produces("application/x-ndjson")
  @APIResponse(
      responseCode = "200",
      description = "The entries, one JSON object a line",
      content =
          @Content(mediaType = "application/x-ndjson", schema = @Schema(type = SchemaType.STRING)))
  @Operation(
      operationId = "exportAudit",
      summary = "All entries that match, oldest first",
      description = "For operators; as NDJSON.")
  public Response export(
      @Parameter(description = "Only acts of this account.") @QueryParam("actor")
          @Nullable String actor,
      @Parameter(description = "Only this action, for example store.requested.")
          @QueryParam("action")
          @Nullable String action,
      @Parameter(description = "Only acts on this store.") @QueryParam("store")
          @Nullable String store,
      @Parameter(description = "Only from this time on.") @QueryParam("from") @Nullable String from,
      @Parameter(description = "Only before this time.") @QueryParam("to") @Nullable String to) {
    Filter filter = filter(actor, action, store, from, to);
    StreamingOutput lines =
        out -> {
          try {
            log.export(filter, entry -> write(out, entry));
          } catch (UncheckedIOException e) {
            throw e.getCause();
          }
        };
    return Response.ok(lines)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.ndjson\"")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private static void write(OutputStream out, AuditEntry entry) {
    try {
      out.write((Json.write(entry) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @GET
  @Path("/verify")
  @APIResponseSchema(value = AuditChain.Verdict.class, responseDescription = "What was found")
  @Operation(
      operationId = "verifyAudit",
      summary = "Recompute the chain of hashes",
      description =
          "For operators. Says where the chain is broken, if it is. Keep the head (its number and hash) elsewhere: it shows whether everything up to it is still there.")
  public Response verify() {
    return Answers.of(200, chain.verify());
  }

  private static Filter filter(
      @Nullable String actor,
      @Nullable String action,
      @Nullable String store,
      @Nullable String from,
      @Nullable String to) {
    return new Filter(
        given(actor), given(action), given(store), time("from", from), time("to", to));
  }

  private static Optional<String> given(@Nullable String value) {
    return Optional.ofNullable(value).filter(v -> !v.isBlank());
  }

  private static Optional<Instant> time(String name, @Nullable String value) {
    try {
      return given(value).map(Instant::parse);
    } catch (DateTimeParseException e) {
      throw Rejected.invalid(name, name + " must be a time such as 2026-01-31T00:00:00Z");
    }
  }
}
