package io.storeweaver.store;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a store stands. A summary that is written last and is never a reason to act. */
@Schema(
    name = "StoreStatus",
    enumeration = {
      "PROVISIONING",
      "READY",
      "DEGRADED",
      "SUSPENDED",
      "UPDATING",
      "FAILED",
      "DELETING",
      "DELETED"
    })
public enum Phase {
  /** Accepted, not looked at yet; clients see PROVISIONING. */
  PENDING,
  PROVISIONING,
  READY,
  /** Was ready, and something stopped working. */
  DEGRADED,
  /** Scaled to zero on the owner's wish, data kept. */
  SUSPENDED,
  /** Was ready, and a change is on its way. */
  UPDATING,
  FAILED,
  DELETING,
  DELETED
}
