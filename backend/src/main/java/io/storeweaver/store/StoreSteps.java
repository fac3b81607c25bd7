package io.storeweaver.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The steps that a store passes through until it is ready, with their times: what a progress view
 * shows.
 */
public final class StoreSteps {
  private StoreSteps() {}

  /**
   * One step.
   *
   * @param state {@code done}, {@code active}, {@code failed} or {@code pending}
   */
  @Schema(name = "Step", description = "One step on the way to ready.")
  public record Step(
      String label,
      @Schema(enumeration = {"done", "active", "failed", "pending"}) String state,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      String message) {}

  /** The steps of a store in order. */
  public static List<Step> of(Store store) {
    List<Step> steps = new ArrayList<>();
    Instant started = store.createdAt();
    boolean blocked = false;
    for (Condition.Type type : Condition.Type.values()) {
      Optional<Condition> condition = Condition.find(store.status().conditions(), type);
      boolean done = condition.filter(c -> c.status() == Condition.Status.True).isPresent();
      String message = condition.map(Condition::message).orElse("");
      if (done) {
        Instant finished = condition.orElseThrow().lastTransitionTime();
        steps.add(new Step(type.label(), "done", earlier(started, finished), finished, message));
        started = later(started, finished);
      } else {
        String state = blocked ? "pending" : store.shown() == Phase.FAILED ? "failed" : "active";
        steps.add(new Step(type.label(), state, blocked ? null : started, null, message));
        blocked = true;
      }
    }
    return steps;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
