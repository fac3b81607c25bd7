package io.storeweaver.account;

import io.storeweaver.http.Origin;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** The caller in the form in which the framework hands it to the resources. */
record CallerSecurity(@Nullable Caller caller, Origin origin) implements SecurityContext {

  @Override
  public @Nullable Principal getUserPrincipal() {
    return caller;
  }

  @Override
  public boolean isUserInRole(String role) {
    return caller != null && caller.operator() && role.equals(Role.OPERATOR.id());
  }

  @Override
  public boolean isSecure() {
    return origin.secure();
  }

  @Override
  public @Nullable String getAuthenticationScheme() {
    return caller == null ? null : caller.proof().name();
  }
}
