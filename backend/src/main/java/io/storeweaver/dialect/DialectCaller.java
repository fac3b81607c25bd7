package io.storeweaver.dialect;

import io.storeweaver.account.Caller;
import io.storeweaver.account.Callers;
import jakarta.ws.rs.core.SecurityContext;

/**
 * The caller as the earlier systems knew them: in demo mode, whoever sends no name is everybody.
 */
final class DialectCaller {
  private DialectCaller() {}

  static Caller of(SecurityContext security) {
    Caller caller = Callers.of(security);
    return caller.proof() == Caller.Proof.NONE
        ? new Caller(caller.account(), true, caller.proof(), caller.scopes(), caller.origin())
        : caller;
  }
}
