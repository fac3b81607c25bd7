package io.storeweaver.vault;

import java.io.IOException;

/** Vault did not give what was asked for; the message says why, and holds no secret. */
final class VaultFailure extends IOException {
  private final int status;

  VaultFailure(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The token is not good, or not good for this: 403, and at a renewal 400. */
  boolean refused() {
    return status == 403 || status == 400;
  }
}
