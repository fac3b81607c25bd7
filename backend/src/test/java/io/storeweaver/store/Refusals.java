package io.storeweaver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.storeweaver.Rejected;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How acts that may be refused end. */
final class Refusals {
  private Refusals() {}

  static Rejected refusal(ThrowingCallable act) {
    Rejected refusal = catchThrowableOfType(Rejected.class, act);
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal;
  }

  /** {@code done}, or the code of the refusal. */
  static String outcome(Runnable act) {
    try {
      act.run();
      return "done";
    } catch (Rejected e) {
      return e.reason().name();
    }
  }
}
