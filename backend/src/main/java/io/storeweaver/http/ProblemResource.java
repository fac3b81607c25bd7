package io.storeweaver.http;

import io.storeweaver.Json;
import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Explains each code at the address that problems give as their type. */
@Path("/problems")
@PermitAll
@Tag(name = "Problems")
public class ProblemResource {
  private static final String HTML = "text/html;charset=UTF-8";

  /** What a code means; a refusal has a status and a title, a cause a remedy and a patience. */
  @Schema(name = "ProblemType", description = "A code and what it means.")
  record ProblemType(
      String code,
      @Schema(description = "Its address, as in a problem's type.", format = "uri-reference")
          String type,
      @Schema(description = "HTTP status of the refusal; null for a cause of a store's state.")
          @Nullable Integer status,
      @Schema(description = "Title of the refusal; null for a cause.") @Nullable String title,
      @Schema(description = "What to do about the cause; null for a refusal.")
          @Nullable String remedy,
      @Schema(description = "Seconds that a cause may stand before a store counts as failed.")
          @Nullable Long patienceSeconds) {
    static ProblemType of(Reason reason) {
      boolean refusal = reason.httpStatus() > 0;
      return new ProblemType(
          reason.name(),
          reason.typeUri(),
          refusal ? reason.httpStatus() : null,
          refusal ? reason.title() : null,
          refusal ? null : reason.remedy(),
          reason.fails() ? reason.patience().toSeconds() : null);
    }

    private String sentence() {
      return title == null ? "Why a store is not ready. " + remedy : status + ": " + title + ".";
    }
  }

  @Schema(name = "ProblemTypeList", description = "Every code there is.")
  record ProblemTypeList(List<ProblemType> problems) {}

  private static List<ProblemType> all() {
    return Arrays.stream(Reason.values()).map(ProblemType::of).toList();
  }

  private static ProblemType named(String name) {
    return all().stream()
        .filter(p -> p.type().equals("/problems/" + name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new Rejected(
                    Reason.NOT_FOUND,
                    "There is no such code; GET /problems lists those there are."));
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @APIResponse(
      responseCode = "200",
      description = "The codes",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ProblemTypeList.class)),
        @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class))
      })
  @Operation(
      operationId = "listProblems",
      summary = "Every code of a refusal or of a cause",
      description = "JSON for programs, a page for people.")
  public String list() {
    return Json.write(new ProblemTypeList(all()));
  }

  @GET
  @Produces(HTML)
  @Operation(hidden = true)
  public String page() {
    return page(
        "Problems",
        all().stream()
            .map(
                p ->
                    "<dt><a href=\"%s\">%s</a></dt><dd>%s</dd>"
                        .formatted(p.type(), p.code(), p.sentence()))
            .collect(Collectors.joining("\n", "<dl>", "</dl>")));
  }

  @GET
  @Path("/{code}")
  @Produces(MediaType.APPLICATION_JSON)
  @APIResponse(
      responseCode = "200",
      description = "What the code means",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ProblemType.class)),
        @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class))
      })
  @Operation(
      operationId = "getProblem",
      summary = "What a code means",
      description = "The address is the type of a problem. JSON for programs, a page for people.")
  public String one(@PathParam("code") String code) {
    return Json.write(named(code));
  }

  @GET
  @Path("/{code}")
  @Produces(HTML)
  @Operation(hidden = true)
  public String pageOf(@PathParam("code") String code) {
    ProblemType problem = named(code);
    return page(
        problem.code(),
        "<p>%s</p>\n<p><a href=\"/problems\">All codes</a></p>".formatted(problem.sentence()));
  }

  // Only our own texts stand in it; none of them has a character that HTML gives a meaning.
  private static String page(String title, String body) {
    return """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light dark"><title>%s · Store Weaver</title></head>
        <body><h1>%s</h1>
        %s
        </body>
        </html>
        """
        .formatted(title, title, body);
  }
}
