package io.storeweaver.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeweaver.Reason;
import io.storeweaver.ReconcileConfig.OnFailure;
import io.storeweaver.cluster.Verdict;
import io.storeweaver.reconcile.StoreInState.Intent;
import io.storeweaver.store.Phase;
import io.storeweaver.store.Store;
import io.storeweaver.store.WaitingFor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ActionTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration MILLI = Duration.ofMillis(1);

  @ParameterizedTest(name = "{0}, {1}, {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # seen      | intent    | phase        | action
          Absent      | WANTED    | PENDING      | Prepare
          Absent      | WANTED    | PROVISIONING | Prepare
          Absent      | WANTED    | READY        | Prepare
          Absent      | WANTED    | FAILED       | Prepare
          Absent      | SUSPENDED | SUSPENDED    | Prepare
          Absent      | HALTED    | PENDING      | Settle FAILED CANCELLED
          Absent      | HALTED    | UPDATING     | Settle DEGRADED CANCELLED
          Absent      | DELETE    | PENDING      | Settle DELETED
          Absent      | DELETE    | DELETING     | Settle DELETED
          Outdated    | WANTED    | PENDING      | Apply
          Outdated    | WANTED    | READY        | Apply
          Outdated    | WANTED    | FAILED       | Apply
          Outdated    | SUSPENDED | READY        | Apply
          Outdated    | HALTED    | PROVISIONING | Settle FAILED CANCELLED
          Outdated    | HALTED    | UPDATING     | Settle DEGRADED CANCELLED
          Outdated    | DELETE    | READY        | Delete
          Outdated    | DELETE    | DELETING     | Delete
          Drifted     | WANTED    | READY        | Apply
          Drifted     | WANTED    | PROVISIONING | Apply
          Drifted     | SUSPENDED | SUSPENDED    | Apply
          Drifted     | HALTED    | UPDATING     | Settle DEGRADED CANCELLED
          Drifted     | DELETE    | READY        | Delete
          Unready     | WANTED    | PENDING      | Wait PROVISIONING STARTING
          Unready     | WANTED    | PROVISIONING | Wait PROVISIONING STARTING
          Unready     | WANTED    | UPDATING     | Wait UPDATING STARTING
          Unready     | WANTED    | READY        | Settle DEGRADED STARTING
          Unready     | WANTED    | DEGRADED     | Settle DEGRADED STARTING
          Unready     | WANTED    | FAILED       | Settle FAILED STARTING
          Unready     | SUSPENDED | UPDATING     | Wait UPDATING STARTING
          Unready     | SUSPENDED | SUSPENDED    | Settle DEGRADED STARTING
          Unready     | HALTED    | PROVISIONING | Settle FAILED CANCELLED
          Unready     | DELETE    | PROVISIONING | Delete
          Unrouted    | WANTED    | PROVISIONING | Wait PROVISIONING INGRESS_PENDING
          Unrouted    | WANTED    | UPDATING     | Wait UPDATING INGRESS_PENDING
          Unrouted    | WANTED    | DEGRADED     | Wait DEGRADED INGRESS_PENDING
          Unrouted    | WANTED    | FAILED       | Settle FAILED INGRESS_PENDING
          Unrouted    | HALTED    | UPDATING     | Settle DEGRADED CANCELLED
          Unrouted    | DELETE    | PROVISIONING | Delete
          Serving     | WANTED    | PROVISIONING | Settle READY
          Serving     | WANTED    | UPDATING     | Settle READY
          Serving     | WANTED    | DEGRADED     | Settle READY
          Serving     | WANTED    | FAILED       | Settle READY
          Serving     | WANTED    | READY        | Settle READY
          Serving     | SUSPENDED | UPDATING     | Settle SUSPENDED
          Serving     | HALTED    | UPDATING     | Settle DEGRADED CANCELLED
          Serving     | DELETE    | READY        | Delete
          Terminating | WANTED    | PROVISIONING | Wait PROVISIONING NAMESPACE_TERMINATING
          Terminating | WANTED    | READY        | Wait READY NAMESPACE_TERMINATING
          Terminating | SUSPENDED | UPDATING     | Wait UPDATING NAMESPACE_TERMINATING
          Terminating | HALTED    | PROVISIONING | Settle FAILED CANCELLED
          Terminating | DELETE    | DELETING     | Wait DELETING NAMESPACE_TERMINATING
          Unknown     | WANTED    | PENDING      | Wait PROVISIONING CLUSTER_UNREACHABLE
          Unknown     | WANTED    | READY        | Wait READY CLUSTER_UNREACHABLE
          Unknown     | WANTED    | DEGRADED     | Wait DEGRADED CLUSTER_UNREACHABLE
          Unknown     | WANTED    | FAILED       | Wait FAILED CLUSTER_UNREACHABLE
          Unknown     | SUSPENDED | SUSPENDED    | Wait SUSPENDED CLUSTER_UNREACHABLE
          Unknown     | HALTED    | PROVISIONING | Settle FAILED CANCELLED
          Unknown     | DELETE    | READY        | Wait DELETING CLUSTER_UNREACHABLE
          """)
  void choosesTheNextAction(String seen, Intent intent, Phase phase, String expected) {
    Store store = StoreInState.in(phase).but(intent).store();
    assertThat(words(Action.next(store, seen(seen), NOW))).isEqualTo(expected);
  }

  @Test
  void hasAnActionForEverythingThatCanBeSeenOfAnyStore() {
    for (StoreInState state : everyStore()) {
      for (Observed seen : everySight()) {
        Action action = Action.next(state.store(), seen, NOW);
        assertThat(action).as("%s of %s", seen, state).isNotNull();
        lawful(state, seen, action);
      }
    }
  }

  private static void lawful(StoreInState state, Observed seen, Action action) {
    Intent intent = state.intent();
    String what = words(action) + " on " + seen + " of " + state;
    boolean deletes =
        action instanceof Action.Delete
            || (action instanceof Action.Settle s && s.phase() == Phase.DELETED);
    assertThat(deletes && intent != Intent.DELETE).as(what).isFalse();
    if (action instanceof Action.Wait wait) {
      assertThat(wait.until()).as(what).isAfter(NOW).isBeforeOrEqualTo(NOW.plus(Action.GLANCE));
    }
    if (action instanceof Action.Settle settle) {
      switch (settle.phase()) {
        case READY ->
            assertThat(intent == Intent.WANTED && seen instanceof Observed.Serving)
                .as(what)
                .isTrue();
        case SUSPENDED -> assertThat(intent).as(what).isEqualTo(Intent.SUSPENDED);
        case DELETED -> assertThat(seen).as(what).isInstanceOf(Observed.Absent.class);
        case FAILED, DEGRADED -> assertThat(settle.why()).as(what).isNotNull();
        case PENDING, PROVISIONING, UPDATING, DELETING ->
            throw new AssertionError("No store settles so: " + what);
      }
    }
  }

  @Test
  void neverFailsAStoreForAClusterThatCannotBeSeen() {
    for (StoreInState state : everyStore()) {
      if (state.intent() != Intent.HALTED) {
        assertThat(Action.next(state.store(), seen("Unknown"), NOW))
            .as(state.toString())
            .isInstanceOf(Action.Wait.class);
      }
    }
  }

  static Stream<Reason> causesThatFail() {
    return Arrays.stream(Reason.values()).filter(Reason::fails);
  }

  @ParameterizedTest
  @MethodSource("causesThatFail")
  void waitsWithACauseUntilItsPatienceEndsAndThenFailsAtOnce(Reason reason) {
    Observed.Unready seen = unready(reason, "Pod/shop-1");
    WaitingFor since = WaitingFor.of(reason, "Pod/shop-0", "as before", NOW);
    Store store = StoreInState.in(Phase.PROVISIONING).waitingFor(since).store();
    Instant end = NOW.plus(reason.patience());

    assertThat(words(Action.next(store, seen, end))).isEqualTo("Settle FAILED " + reason);
    if (reason.patience().isPositive()) {
      Action.Wait wait = (Action.Wait) Action.next(store, seen, end.minus(MILLI));
      assertThat(wait.phase()).isEqualTo(Phase.PROVISIONING);
      assertThat(wait.until()).isEqualTo(end);
      assertThat(wait.why().since()).isEqualTo(NOW);
    }
  }

  @Test
  void startsItsPatienceAnewWhenAnotherCauseShows() {
    WaitingFor other = WaitingFor.of(Reason.IMAGE_PULL_FAILED, "Pod/shop-0", "…", NOW);
    Store store = StoreInState.in(Phase.PROVISIONING).waitingFor(other).store();
    Instant later = NOW.plus(Reason.IMAGE_PULL_FAILED.patience());

    Action.Wait wait =
        (Action.Wait) Action.next(store, unready(Reason.CRASH_LOOP, "Pod/shop-0"), later);

    assertThat(wait.why().since()).isEqualTo(later);
  }

  @Test
  void failsAStartingStoreOnlyAtItsDeadlineAndNamesWhatWasAwaited() {
    Observed.Unready seen = unready(Reason.STARTING, "Deployment/shop");
    Store store = StoreInState.in(Phase.PROVISIONING).dueAt(NOW).store();

    assertThat(words(Action.next(store, seen, NOW.minus(MILLI))))
        .isEqualTo("Wait PROVISIONING STARTING");
    Action.Settle settle = (Action.Settle) Action.next(store, seen, NOW);
    assertThat(settle.phase()).isEqualTo(Phase.FAILED);
    assertThat(settle.why())
        .satisfies(
            why -> {
              assertThat(why.code()).isEqualTo(Reason.DEADLINE_EXCEEDED);
              assertThat(why.resource()).isEqualTo("Deployment/shop");
              assertThat(why.message()).contains("Not ready within the time", "Deployment/shop");
            });
  }

  @Test
  void keepsAKnownCauseWhenTheDeadlineEndsItsPatienceEarly() {
    Store store = StoreInState.in(Phase.PROVISIONING).dueAt(NOW).store();
    Action action = Action.next(store, unready(Reason.UNSCHEDULABLE, "Pod/shop-0"), NOW);
    assertThat(words(action)).isEqualTo("Settle FAILED UNSCHEDULABLE");
  }

  @Test
  void keepsTheCauseOfAFailedStoreThatOnlyStartsAgain() {
    WaitingFor cause = WaitingFor.of(Reason.CRASH_LOOP, "Pod/shop-0", "It crashed", NOW);
    Store store = StoreInState.in(Phase.FAILED).waitingFor(cause).store();

    assertThat(Action.next(store, unready(Reason.STARTING, "Deployment/shop"), NOW))
        .isEqualTo(new Action.Settle(Phase.FAILED, cause));
    assertThat(words(Action.next(store, unready(Reason.OUT_OF_MEMORY, "Pod/shop-1"), NOW)))
        .isEqualTo("Settle FAILED OUT_OF_MEMORY");
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"CRASH_LOOP", "SETUP_FAILED", "OUT_OF_MEMORY"})
  void degradesAReadyStoreWhoseShopBreaksAndNeverFailsIt(Reason reason) {
    WaitingFor longStanding =
        WaitingFor.of(reason, "Pod/shop-0", "…", NOW.minus(Duration.ofDays(1)));
    for (Phase phase : List.of(Phase.READY, Phase.DEGRADED)) {
      Store store = StoreInState.in(phase).waitingFor(longStanding).dueAt(NOW).store();
      assertThat(words(Action.next(store, unready(reason, "Pod/shop-0"), NOW)))
          .isEqualTo("Settle DEGRADED " + reason);
    }
  }

  @Test
  void saysWhatHoldsUpTheNamespace() {
    Store store = StoreInState.in(Phase.DELETING).but(Intent.DELETE).store();
    Action.Wait wait =
        (Action.Wait)
            Action.next(store, new Observed.Terminating("finalizer example.com/hold"), NOW);
    assertThat(wait.why().message()).endsWith("it is held up: finalizer example.com/hold");
    assertThat(wait.why().resource()).isEqualTo("Namespace/store-corner-shop-abc123");
  }

  @ParameterizedTest
  @EnumSource
  void bringsEveryStoreInAnIdealClusterWhereItsOwnerWantsIt(Intent intent) {
    for (Phase phase : Phase.values()) {
      if (phase != Phase.DELETED) {
        for (Observed start : everySight()) {
          IdealCluster cluster = new IdealCluster(StoreInState.in(phase).but(intent), start, NOW);
          cluster.run(8);
          assertThat(cluster.outcome())
              .as("%s store in %s, starting from %s: %s", intent, phase, start, cluster.path())
              .isIn(goals(intent));
        }
      }
    }
  }

  @Test
  void asksForTheWayToAShopOftenAtFirstAndNotForEver() {
    Observed unrouted = seen("Unrouted");
    StoreInState degraded = StoreInState.in(Phase.DEGRADED);
    Action.Wait wait = (Action.Wait) Action.next(degraded.store(), unrouted, NOW);
    assertThat(wait.until()).isEqualTo(NOW.plus(Action.ROUTING));
    WaitingFor since =
        WaitingFor.of(
            Reason.INGRESS_PENDING, "Ingress/shop", "…", NOW.minus(Action.GLANCE).minus(MILLI));
    assertThat(words(Action.next(degraded.waitingFor(since).store(), unrouted, NOW)))
        .isEqualTo("Settle DEGRADED INGRESS_PENDING");
    WaitingFor tooLong =
        WaitingFor.of(
            Reason.INGRESS_PENDING,
            "Ingress/shop",
            "…",
            NOW.minus(Reason.INGRESS_PENDING.patience()).minus(MILLI));
    StoreInState provisioning = StoreInState.in(Phase.PROVISIONING).waitingFor(tooLong);
    assertThat(words(Action.next(provisioning.store(), unrouted, NOW)))
        .isEqualTo("Settle FAILED INGRESS_PENDING");
  }

  @Test
  void discardsOnlyWhatNeverWorkedAndOnlyWhereThatIsWanted() {
    for (StoreInState state : everyStore()) {
      Store store = state.store();
      boolean failedForGood =
          store.status().phase() == Phase.FAILED
              && store.status().readyAt() == null
              && store.status().observedGeneration() == store.spec().generation()
              && store.status().waitingFor() != null;
      boolean wanted = state.intent() == Intent.WANTED || state.intent() == Intent.SUSPENDED;
      for (Observed seen : everySight()) {
        Action action = Action.next(store, seen, NOW, OnFailure.CLEANUP);
        String what = words(action) + " on " + seen + " of " + state;
        boolean there =
            seen instanceof Observed.Outdated
                || seen instanceof Observed.Drifted
                || seen instanceof Observed.Unready
                || seen instanceof Observed.Unrouted;
        assertThat(action instanceof Action.Discard)
            .as(what)
            .isEqualTo(failedForGood && wanted && there);
        assertThat(Action.next(store, seen, NOW)).as(what).isNotInstanceOf(Action.Discard.class);
        if (!failedForGood || !wanted) {
          assertThat(action).as(what).isEqualTo(Action.next(store, seen, NOW));
        } else if (!(seen instanceof Observed.Serving) && !there) {
          assertThat(action)
              .as(what)
              .isEqualTo(new Action.Settle(Phase.FAILED, store.status().waitingFor()));
        }
      }
    }
  }

  private static List<String> goals(Intent intent) {
    return switch (intent) {
      case WANTED -> List.of("Settle READY");
      case SUSPENDED -> List.of("Settle SUSPENDED");
      case HALTED -> List.of("Settle FAILED CANCELLED", "Settle DEGRADED CANCELLED");
      case DELETE -> List.of("Settle DELETED");
    };
  }

  private static List<StoreInState> everyStore() {
    List<StoreInState> all = new ArrayList<>();
    WaitingFor old = WaitingFor.of(Reason.CRASH_LOOP, null, "…", StoreInState.LONG_AGO);
    WaitingFor recent = WaitingFor.of(Reason.STARTING, "Deployment/shop", "…", NOW.minusSeconds(1));
    for (Phase phase : Phase.values()) {
      for (Intent intent : Intent.values()) {
        for (boolean applied : List.of(true, false)) {
          for (boolean ready : List.of(true, false)) {
            StoreInState plain =
                StoreInState.in(phase).but(intent).in(phase, applied).readyBefore(ready);
            all.add(plain);
            all.add(plain.waitingFor(old).dueAt(NOW.minusSeconds(1)));
            all.add(plain.waitingFor(recent).dueAt(NOW.plusSeconds(1)));
          }
        }
      }
    }
    return all;
  }

  private static List<Observed> everySight() {
    List<Observed> all = new ArrayList<>();
    for (String name :
        List.of(
            "Absent",
            "Outdated",
            "Drifted",
            "Unready",
            "Unrouted",
            "Serving",
            "Terminating",
            "Unknown")) {
      all.add(seen(name));
    }
    for (Reason reason : Reason.values()) {
      all.add(unready(reason, ""));
    }
    all.add(new Observed.Unready(new Verdict(false, false, false, false, null)));
    return all;
  }

  static Observed seen(String name) {
    return switch (name) {
      case "Absent" -> new Observed.Absent("the namespace");
      case "Outdated" -> new Observed.Outdated("Installed");
      case "Drifted" -> new Observed.Drifted("Service/shop was edited");
      case "Unready" -> unready(Reason.STARTING, "Deployment/shop");
      case "Unrouted" ->
          new Observed.Unrouted(
              new Verdict(true, true, true, true, null)
                  .unexposed(
                      new Verdict.Cause(
                          Reason.INGRESS_PENDING, "Ingress/shop", "the controller answers 404")));
      case "Serving" -> new Observed.Serving(new Verdict(true, true, true, true, null));
      case "Terminating" -> new Observed.Terminating("");
      case "Unknown" -> new Observed.Unknown("connection refused");
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Observed.Unready unready(Reason reason, String resource) {
    Verdict.Cause cause = new Verdict.Cause(reason, resource, "Waiting for " + resource);
    return new Observed.Unready(new Verdict(true, true, false, true, cause));
  }

  static String words(Action action) {
    return switch (action) {
      case Action.Prepare prepare -> "Prepare";
      case Action.Apply apply -> "Apply";
      case Action.Delete delete -> "Delete";
      case Action.Discard discard -> "Discard";
      case Action.Wait wait -> "Wait " + wait.phase() + " " + wait.why().code();
      case Action.Settle settle -> {
        WaitingFor why = settle.why();
        yield "Settle " + settle.phase() + (why == null ? "" : " " + why.code());
      }
    };
  }
}
