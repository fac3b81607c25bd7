package io.storeweaver.account;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.http.Answers;
import io.storeweaver.http.Bodies;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One's API tokens. Only a signed-in person makes them, never another token. */
@Path("/api/v1/auth/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@SignedIn
@Tag(name = "Account")
public class TokenResource {
  private static final int LONGEST_NAME = 100;
  private static final int USUAL_DAYS = 90;
  private static final int MOST_DAYS = 365;

  private final Tokens tokens;

  public TokenResource(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * A token to make.
   *
   * @param scopes some of stores:read, stores:write, credentials:read, admin
   * @param expiresInDays 1 to 365; 90 where absent
   */
  @Schema(name = "NewToken", description = "An API token to make.")
  public record NewToken(
      @Schema(required = true, maxLength = 100) @Nullable String name,
      @Schema(
              required = true,
              description = "Some of stores:read, stores:write, credentials:read, admin.")
          @Nullable List<String> scopes,
      @Schema(minimum = "1", maximum = "365", defaultValue = "90")
          @Nullable Integer expiresInDays) {}

  /** One's tokens. */
  @Schema(name = "TokenList", description = "API tokens.")
  record TokenList(List<Token> tokens) {}

  /** A new token. */
  @Schema(name = "NewTokenSecret", description = "A new API token with its secret.")
  record Made(Token token, @Schema(description = "Shown this once.") String secret) {}

  @GET
  @APIResponseSchema(value = TokenList.class, responseDescription = "The tokens")
  @Operation(
      operationId = "listTokens",
      summary = "Your API tokens, newest first",
      description = "Revoked ones too; never their secrets.")
  public Response list(@Context SecurityContext security) {
    return Answers.of(200, new TokenList(tokens.list(Callers.of(security).account())));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponseSchema(
      value = Made.class,
      responseCode = "201",
      responseDescription = "The token and its secret")
  @Operation(
      operationId = "createToken",
      summary = "Make an API token",
      description =
          "Its secret is in this answer and can never be read again; it is sent as Authorization: Bearer. The scope admin is an operator's only.")
  @RequestBody(content = @Content(schema = @Schema(implementation = NewToken.class)))
  public Response create(byte[] body, @Context SecurityContext security) {
    NewToken wanted = Bodies.read(body, NewToken.class);
    Caller caller = Callers.of(security);
    Tokens.Made made =
        tokens.create(caller.actor(), name(wanted.name()), scopes(wanted, caller), life(wanted));
    return Answers.of(201, new Made(made.token(), made.secret()));
  }

  private static String name(@Nullable String given) {
    String name = given == null ? "" : given.strip();
    if (name.isEmpty()
        || name.length() > LONGEST_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw Rejected.invalid(
          "name", "name must have 1 to " + LONGEST_NAME + " characters and no control characters");
    }
    return name;
  }

  private static Set<Scope> scopes(NewToken wanted, Caller caller) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String id : Objects.requireNonNullElse(wanted.scopes(), List.<String>of())) {
      scopes.add(Scope.of(String.valueOf(id)).orElseThrow(TokenResource::badScopes));
    }
    if (scopes.isEmpty()) {
      throw badScopes();
    }
    if (scopes.contains(Scope.ADMIN) && !caller.operator()) {
      throw new Rejected(Reason.FORBIDDEN, "Only operators' tokens can have the scope admin.");
    }
    return scopes;
  }

  private static Rejected badScopes() {
    return Rejected.invalid(
        "scopes",
        "scopes must be one or more of stores:read, stores:write, credentials:read and admin");
  }

  private static Duration life(NewToken wanted) {
    int days = Objects.requireNonNullElse(wanted.expiresInDays(), USUAL_DAYS);
    if (days < 1 || days > MOST_DAYS) {
      throw Rejected.invalid("expires_in_days", "expires_in_days must be 1 to " + MOST_DAYS);
    }
    return Duration.ofDays(days);
  }

  @DELETE
  @Path("/{id}")
  @APIResponse(responseCode = "204", description = "Revoked")
  @Operation(
      operationId = "revokeToken",
      summary = "Revoke an API token",
      description = "It is refused from the next request on.")
  public Response revoke(
      @Parameter(description = "The token's id.") @PathParam("id") String id,
      @Context SecurityContext security) {
    tokens.revoke(Callers.of(security).actor(), id);
    return Response.noContent().build();
  }
}
