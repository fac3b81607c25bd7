package io.storeweaver.reconcile;

import io.storeweaver.store.Engine;
import io.storeweaver.store.Phase;
import io.storeweaver.store.Plan;
import io.storeweaver.store.Store;
import io.storeweaver.store.StoreSpec;
import io.storeweaver.store.StoreStatus;
import io.storeweaver.store.WaitingFor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store of which a test says only what matters to it. */
record StoreInState(
    Phase phase,
    Intent intent,
    boolean applied,
    boolean readyBefore,
    @Nullable WaitingFor waitingFor,
    @Nullable Instant deadline) {
  static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  /** What the owner wants. */
  enum Intent {
    WANTED,
    SUSPENDED,
    HALTED,
    DELETE
  }

  /** As a store in that phase usually is: applied once it was begun, ready before where it ran. */
  static StoreInState in(Phase phase) {
    boolean ran =
        switch (phase) {
          case READY, DEGRADED, SUSPENDED, UPDATING -> true;
          case PENDING, PROVISIONING, FAILED, DELETING, DELETED -> false;
        };
    return new StoreInState(phase, Intent.WANTED, phase != Phase.PENDING, ran, null, null);
  }

  StoreInState but(Intent other) {
    return new StoreInState(phase, other, applied, readyBefore, waitingFor, deadline);
  }

  StoreInState in(Phase other, boolean nowApplied) {
    return new StoreInState(other, intent, nowApplied, readyBefore, waitingFor, deadline);
  }

  StoreInState waitingFor(@Nullable WaitingFor other) {
    return new StoreInState(phase, intent, applied, readyBefore, other, deadline);
  }

  StoreInState dueAt(@Nullable Instant other) {
    return new StoreInState(phase, intent, applied, readyBefore, waitingFor, other);
  }

  StoreInState readyBefore(boolean other) {
    return new StoreInState(phase, intent, applied, other, waitingFor, deadline);
  }

  Store store() {
    StoreSpec spec =
        new StoreSpec(
            "Corner Shop",
            Plan.STARTER,
            "1.0.0",
            null,
            intent == Intent.SUSPENDED,
            intent == Intent.HALTED,
            0,
            2,
            2,
            LONG_AGO,
            intent == Intent.DELETE ? LONG_AGO : null);
    StoreStatus status =
        new StoreStatus(
            phase,
            applied ? 2 : 1,
            List.of(),
            waitingFor,
            null,
            0,
            deadline,
            null,
            applied ? 1 : null,
            null,
            null,
            null,
            null,
            readyBefore ? LONG_AGO : null,
            null);
    return new Store(
        "corner-shop-abc123",
        "ann",
        "store-corner-shop-abc123",
        "corner-shop.localhost",
        Engine.WOOCOMMERCE,
        true,
        "admin@example.com",
        "admin",
        LONG_AGO,
        spec,
        status,
        phase,
        1);
  }
}
