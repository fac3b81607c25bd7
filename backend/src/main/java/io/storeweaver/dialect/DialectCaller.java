package io.storeweaver.dialect;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.account.Caller;
import io.storeweaver.account.Callers;
import io.storeweaver.account.Tenancy;
import io.storeweaver.store.Store;
import jakarta.ws.rs.core.SecurityContext;

/**
 * The caller as the earlier systems knew them: in demo mode, whoever sends no name sees everybody's
 * stores. What they make and may change is that of the nameless only.
 */
final class DialectCaller {
  private DialectCaller() {}

  /** Who looks. */
  static Caller reading(SecurityContext security) {
    Caller caller = Callers.of(security);
    return caller.proof() == Caller.Proof.NONE
        ? new Caller(caller.account(), true, caller.proof(), caller.scopes(), caller.origin())
        : caller;
  }

  /** Who makes something. */
  static Caller of(SecurityContext security) {
    return Callers.of(security);
  }

  /**
   * Who changes a store that they see.
   *
   * @throws Rejected where seeing it is all that they may
   */
  static Caller changing(SecurityContext security, Store store) {
    Caller caller = Callers.of(security);
    if (!Tenancy.sees(caller, store.owner())) {
      throw new Rejected(
          Reason.FORBIDDEN,
          "This store belongs to somebody; only they can change it, by their name in X-User-Id");
    }
    return caller;
  }
}
