package io.storeweaver.reconcile;

import static io.storeweaver.reconcile.ActionTest.seen;
import static io.storeweaver.reconcile.ActionTest.words;

import io.storeweaver.reconcile.StoreInState.Intent;
import io.storeweaver.store.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A cluster in which every act succeeds and whatever is awaited happens. */
final class IdealCluster {
  private final List<String> path = new ArrayList<>();
  private StoreInState state;
  private Observed seen;
  private Instant now;
  private boolean done;

  IdealCluster(StoreInState state, Observed seen, Instant now) {
    this.state = state;
    this.seen = seen;
    this.now = now;
  }

  void run(int mostSteps) {
    for (int step = 0; step < mostSteps && !done; step++) {
      Action action = Action.next(state.store(), seen, now);
      path.add(words(action));
      act(action);
      now = now.plusSeconds(1);
    }
  }

  private void act(Action action) {
    switch (action) {
      case Action.Prepare prepare -> seen = seen("Outdated");
      case Action.Apply apply -> {
        state = state.in(state.phase(), true);
        seen = seen("Unready");
      }
      case Action.Delete delete -> seen = new Observed.Terminating("");
      case Action.Discard discard -> seen = new Observed.Terminating("");
      case Action.Wait wait -> {
        state = state.in(wait.phase(), state.applied()).waitingFor(wait.why());
        seen = afterwards();
      }
      case Action.Settle settle -> {
        done =
            seen instanceof Observed.Serving
                || settle.phase() == Phase.DELETED
                || state.intent() == Intent.HALTED;
        state = state.in(settle.phase(), state.applied()).waitingFor(settle.why());
        seen = afterwards();
      }
    }
  }

  private Observed afterwards() {
    return switch (seen) {
      case Observed.Unready u -> seen("Serving");
      case Observed.Unrouted u -> seen("Serving");
      case Observed.Terminating t -> seen("Absent");
      case Observed.Unknown u -> seen("Outdated");
      case Observed.Absent a -> a;
      case Observed.Outdated o -> o;
      case Observed.Drifted d -> d;
      case Observed.Serving s -> s;
    };
  }

  String outcome() {
    return done ? path.getLast() : "no end";
  }

  List<String> path() {
    return path;
  }
}
