package io.storeweaver.account;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** The caller in the form in which the framework hands it to the resources. */
record CallerSecurity(Caller caller, boolean secure) implements SecurityContext {
  static final String OPERATOR = "operator";

  @Override
  public Principal getUserPrincipal() {
    return caller;
  }

  @Override
  public boolean isUserInRole(String role) {
    return role.equals(OPERATOR) && caller.operator();
  }

  @Override
  public boolean isSecure() {
    return secure;
  }

  @Override
  public String getAuthenticationScheme() {
    return caller.proof().name();
  }
}
