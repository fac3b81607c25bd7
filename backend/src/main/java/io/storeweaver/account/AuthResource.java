package io.storeweaver.account;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.storeweaver.AccountsConfig.AuthMode;
import io.storeweaver.Json;
import io.storeweaver.Rejected;
import io.storeweaver.http.Bodies;
import io.storeweaver.http.Origin;
import io.storeweaver.http.Parameters;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Signing up, in and out, and one's own account. */
@Path("/api/v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Account")
public class AuthResource {
  private final AuthMode mode;
  private final SignIn signIn;
  private final Accounts accounts;
  private final Sessions sessions;
  private final SetupTokens setup;
  private final SessionCookie cookie;

  public AuthResource(
      AuthMode mode,
      SignIn signIn,
      Accounts accounts,
      Sessions sessions,
      SetupTokens setup,
      SessionCookie cookie) {
    this.mode = mode;
    this.signIn = signIn;
    this.accounts = accounts;
    this.sessions = sessions;
    this.setup = setup;
    this.cookie = cookie;
  }

  /** A sign-up. */
  @Schema(name = "SignUp", description = "An account to make.")
  public record SignUp(
      @Schema(required = true) @Nullable String email,
      @Schema(required = true, minLength = 12, maxLength = 128) @Nullable String password,
      @Nullable String setupToken) {}

  /** A sign-in. */
  @Schema(name = "SignIn", description = "E-mail address and password.")
  public record Login(
      @Schema(required = true) @Nullable String email,
      @Schema(required = true) @Nullable String password) {}

  /** A change of password. */
  @Schema(name = "PasswordChange", description = "A new password.")
  public record PasswordChange(
      @Schema(required = true) @Nullable String currentPassword,
      @Schema(required = true, minLength = 12, maxLength = 128) @Nullable String newPassword) {}

  /** The confirmation of an act that cannot be undone. */
  @Schema(name = "Confirmation", description = "The password, for what cannot be undone.")
  public record Confirmation(@Schema(required = true) @Nullable String password) {}

  /** How one gets in. */
  @Schema(name = "SignInWays", description = "How one gets in.")
  record Ways(
      @Schema(enumeration = {"demo", "local"}) String mode,
      boolean signUpOpen,
      @Schema(description = "True until the first operator's account is made.")
          boolean setUpNeeded) {}

  /** A session that has begun. */
  @Schema(name = "Session", description = "A session that has begun; its secret is in the cookie.")
  record Session(
      Account account,
      @Schema(description = "To be sent as X-CSRF-Token with every request that is no GET.")
          String csrfToken) {}

  /** Who asks. */
  @Schema(name = "Me", description = "Who asks, and what they may.")
  record Me(
      String id,
      @Nullable String email,
      boolean operator,
      @Schema(
              description = "What says who you are.",
              enumeration = {"none", "header", "session", "token"})
          String proof,
      List<String> scopes,
      @Schema(description = "Null where no browser is signed in.") @Nullable String csrfToken) {}

  @GET
  @PermitAll
  @APIResponseSchema(value = Ways.class, responseDescription = "The ways in")
  @Operation(
      operationId = "getSignInWays",
      summary = "How one gets in",
      description = "The mode, whether sign-up is open, and whether the first operator is awaited.")
  public Response ways() {
    boolean accountsHere = mode == AuthMode.LOCAL;
    return ok(
        new Ways(
            mode.name().toLowerCase(Locale.ROOT),
            accountsHere && signIn.open(),
            accountsHere && setup.needed()));
  }

  @POST
  @Path("/signup")
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponseSchema(
      value = Account.class,
      responseCode = "201",
      responseDescription = "The account")
  @Operation(
      operationId = "signUp",
      summary = "Make an account",
      description =
          "With setup_token, which the platform prints at start, the first operator's. Does not sign in.")
  @RequestBody(content = @Content(schema = @Schema(implementation = SignUp.class)))
  public Response signUp(byte[] body, @Context SecurityContext security) {
    refuseDemo();
    SignUp wanted = Bodies.read(body, SignUp.class);
    Account account =
        signIn.signUp(
            Callers.origin(security),
            Email.of(wanted.email()),
            required("password", wanted.password()),
            wanted.setupToken());
    return Response.status(201).entity(Json.write(account)).build();
  }

  @POST
  @Path("/login")
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponseSchema(value = Session.class, responseDescription = "Signed in; sets the cookie")
  @Operation(
      operationId = "signIn",
      summary = "Sign in",
      description = "Sets the session's cookie. A session that the browser had before ends.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Login.class)))
  public Response login(
      byte[] body, @Context HttpHeaders headers, @Context SecurityContext security) {
    refuseDemo();
    Login wanted = Bodies.read(body, Login.class);
    Origin origin = Callers.origin(security);
    SignIn.Begun begun =
        signIn.signIn(
            origin, required("email", wanted.email()), required("password", wanted.password()));
    cookie.secret(headers.getCookies(), origin).ifPresent(sessions::end);
    return begun(begun, origin);
  }

  @POST
  @Path("/logout")
  @SignedIn
  @APIResponse(responseCode = "204", description = "Signed out")
  @Operation(
      operationId = "signOut",
      summary = "Sign out",
      description = "With everywhere=true all browsers of the account are signed out.")
  public Response logout(
      @Parameter(
              description = "true signs every browser of the account out.",
              schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
          @QueryParam("everywhere")
          @Nullable String everywhere,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    signIn.signOut(
        caller,
        cookie.secret(headers.getCookies(), caller.origin()).orElseThrow(),
        Parameters.flag("everywhere", everywhere));
    return Response.noContent().header(HttpHeaders.SET_COOKIE, cookie.end(caller.origin())).build();
  }

  @GET
  @Path("/me")
  @Needs(Scope.STORES_READ)
  @APIResponseSchema(value = Me.class, responseDescription = "You")
  @Operation(
      operationId = "getMe",
      summary = "Who you are, and what you may",
      description = "For a signed-in browser also the token that its changes need.")
  public Response me(@Context HttpHeaders headers, @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    Optional<String> secret =
        caller.proof() == Caller.Proof.SESSION
            ? cookie.secret(headers.getCookies(), caller.origin())
            : Optional.empty();
    return ok(
        new Me(
            caller.account(),
            accounts.find(caller.account()).map(Account::email).orElse(null),
            caller.operator(),
            caller.actor().proof(),
            caller.scopes().stream().map(Scope::id).sorted().toList(),
            secret.map(Sessions::csrfToken).orElse(null)));
  }

  @POST
  @Path("/password")
  @SignedIn
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponseSchema(value = Session.class, responseDescription = "Changed; sets a new cookie")
  @Operation(
      operationId = "changePassword",
      summary = "Change the password",
      description = "Every browser of the account is signed out, and this one in again.")
  @RequestBody(content = @Content(schema = @Schema(implementation = PasswordChange.class)))
  public Response changePassword(byte[] body, @Context SecurityContext security) {
    PasswordChange wanted = Bodies.read(body, PasswordChange.class);
    Caller caller = Callers.of(security);
    SignIn.Begun begun =
        signIn.changePassword(
            caller,
            required("current_password", wanted.currentPassword()),
            required("new_password", wanted.newPassword()));
    return begun(begun, caller.origin());
  }

  @POST
  @Path("/close")
  @SignedIn
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponse(responseCode = "204", description = "Closed")
  @Operation(
      operationId = "closeAccount",
      summary = "Close the account for ever",
      description = "Refused while it owns stores.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Confirmation.class)))
  public Response close(byte[] body, @Context SecurityContext security) {
    Confirmation confirmation = Bodies.read(body, Confirmation.class);
    Caller caller = Callers.of(security);
    signIn.close(caller, required("password", confirmation.password()));
    return Response.noContent().header(HttpHeaders.SET_COOKIE, cookie.end(caller.origin())).build();
  }

  private Response begun(SignIn.Begun begun, Origin origin) {
    Session session = new Session(begun.account(), Sessions.csrfToken(begun.secret()));
    return Response.ok(Json.write(session))
        .header(HttpHeaders.SET_COOKIE, cookie.begin(begun.secret(), origin, sessions.longest()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private void refuseDemo() {
    if (mode == AuthMode.DEMO) {
      throw AuthenticationFilter.noAccounts();
    }
  }

  private static String required(String field, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw Rejected.invalid(field, field + " is required");
    }
    return value;
  }

  private static Response ok(Object body) {
    return Response.ok(Json.write(body)).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
  }
}
