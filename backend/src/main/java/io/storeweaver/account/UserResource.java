package io.storeweaver.account;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.storeweaver.AccountsConfig.AuthMode;
import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.http.Answers;
import io.storeweaver.http.Bodies;
import io.storeweaver.http.Parameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** All accounts, for operators. */
@Path("/api/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Needs(Scope.ADMIN)
@Tag(name = "Users")
public class UserResource {
  private static final int LARGEST_PAGE = 200;

  private final Accounts accounts;
  private final SignIn signIn;
  private final AuthMode mode;

  public UserResource(Accounts accounts, SignIn signIn, AuthMode mode) {
    this.accounts = accounts;
    this.signIn = signIn;
    this.mode = mode;
  }

  /** An account to make. */
  @Schema(name = "NewUser", description = "An account to make for somebody.")
  public record NewUser(
      @Schema(required = true) @Nullable String email,
      @Schema(required = true, minLength = 12, maxLength = 128) @Nullable String password,
      @Schema(
              enumeration = {"user", "operator"},
              defaultValue = "user")
          @Nullable String role) {}

  /** Accounts. */
  @Schema(name = "UserList", description = "A page of accounts.")
  record UserList(List<Account> users, @Nullable String nextPageToken) {}

  /** What can be changed of an account; read as a merge patch. */
  @Schema(
      name = "UserPatch",
      description = "A JSON merge patch (RFC 7396): what is absent stays as it is.")
  public record Patch(
      @Schema(enumeration = {"user", "operator"}) String role,
      boolean suspended,
      LimitsPatch limits) {}

  /** What can be changed of an account's limits. */
  @Schema(
      name = "LimitsPatch",
      description = "What is absent stays; null gives the platform's limit back.")
  public record LimitsPatch(
      @Nullable Integer maxStores,
      @Schema(description = "Processors.") @Nullable BigDecimal maxCpu,
      @Schema(description = "GiB.") @Nullable BigDecimal maxMemory,
      @Schema(description = "GiB.") @Nullable BigDecimal maxDisk) {}

  @GET
  @APIResponseSchema(value = UserList.class, responseDescription = "A page of accounts")
  @Operation(
      operationId = "listUsers",
      summary = "All accounts, by id",
      description = "For operators.")
  public Response list(
      @Parameter(description = "Looked for in e-mail address and id.")
          @QueryParam("q")
          @DefaultValue("")
          String text,
      @QueryParam("page_size") @DefaultValue("50") String pageSize,
      @QueryParam("page_token") @DefaultValue("") String after) {
    int size = Parameters.number("page_size", pageSize, 1, LARGEST_PAGE);
    List<Account> found = accounts.page(after, text.strip().toLowerCase(Locale.ROOT), size + 1);
    List<Account> page = found.size() > size ? found.subList(0, size) : found;
    return Answers.of(200, new UserList(page, found.size() > size ? page.getLast().id() : null));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponseSchema(
      value = Account.class,
      responseCode = "201",
      responseDescription = "The account")
  @Operation(
      operationId = "createUser",
      summary = "Make an account for somebody",
      description = "For operators; also where sign-up is closed.")
  @RequestBody(content = @Content(schema = @Schema(implementation = NewUser.class)))
  public Response create(byte[] body, @Context SecurityContext security) {
    if (mode == AuthMode.DEMO) {
      throw AuthenticationFilter.noAccounts();
    }
    NewUser wanted = Bodies.read(body, NewUser.class);
    Email email = Email.of(wanted.email());
    if (wanted.password() == null) {
      throw Rejected.invalid("password", "password is required");
    }
    Role role =
        wanted.role() == null
            ? Role.USER
            : Role.of(wanted.role()).orElseThrow(AccountPatch::badRole);
    return Answers.of(201, signIn.make(Callers.of(security), email, wanted.password(), role));
  }

  @GET
  @Path("/{id}")
  @APIResponseSchema(value = Account.class, responseDescription = "The account")
  @Operation(operationId = "getUser", summary = "Read an account", description = "For operators.")
  public Response get(@Parameter(description = "The account's id.") @PathParam("id") String id) {
    return Answers.of(
        200,
        accounts
            .find(id)
            .orElseThrow(
                () -> new Rejected(Reason.NOT_FOUND, "There is no account \"" + id + "\".")));
  }

  @PATCH
  @Path("/{id}")
  @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
  @APIResponseSchema(value = Account.class, responseDescription = "The account as it is now")
  @Operation(
      operationId = "changeUser",
      summary = "Change an account's role, suspension or limits",
      description =
          "JSON merge patch, for operators. A limit of null is the platform's. Suspending signs out and stops the tokens.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Patch.class)))
  public Response change(
      byte[] body,
      @Parameter(description = "The account's id.") @PathParam("id") String id,
      @Context SecurityContext security) {
    Account before =
        accounts
            .find(id)
            .orElseThrow(
                () -> new Rejected(Reason.NOT_FOUND, "There is no account \"" + id + "\"."));
    Accounts.Change change = AccountPatch.of(Bodies.readObject(body), before.limits());
    return Answers.of(200, accounts.change(Callers.of(security).actor(), id, change));
  }

  @DELETE
  @Path("/{id}")
  @APIResponse(responseCode = "204", description = "Closed")
  @Operation(
      operationId = "closeUser",
      summary = "Close an account for ever",
      description = "For operators; refused while it owns stores.")
  public Response close(
      @Parameter(description = "The account's id.") @PathParam("id") String id,
      @Context SecurityContext security) {
    accounts.close(Callers.of(security).actor(), id);
    return Response.noContent().build();
  }
}
