package io.storeweaver.account;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.http.Origin;
import jakarta.ws.rs.core.SecurityContext;

/**
 * The caller of a request, for every resource: take {@code @Context SecurityContext} and ask here.
 */
public final class Callers {
  private Callers() {}

  /**
   * Who sends the request.
   *
   * @throws Rejected where it is open to everybody and nobody proved who they are
   */
  public static Caller of(SecurityContext security) {
    if (security.getUserPrincipal() instanceof Caller caller) {
      return caller;
    }
    throw unauthenticated();
  }

  /** Where a request comes from that may have no caller. */
  static Origin origin(SecurityContext security) {
    return security instanceof CallerSecurity ours ? ours.origin() : Origin.INSIDE;
  }

  static Rejected unauthenticated() {
    return new Rejected(
        Reason.UNAUTHENTICATED,
        "This needs a caller: sign in, or send an API token as Authorization: Bearer.");
  }
}
