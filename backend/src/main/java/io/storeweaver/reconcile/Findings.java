package io.storeweaver.reconcile;

import io.storeweaver.Reason;
import io.storeweaver.cluster.Verdict;
import io.storeweaver.store.Condition;
import io.storeweaver.store.Condition.Finding;
import io.storeweaver.store.Phase;
import io.storeweaver.store.Releases.Release;
import io.storeweaver.store.WaitingFor;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The statements about a store that follow from what was seen or done. */
final class Findings {
  private Findings() {}

  static List<Finding> accepted() {
    return List.of(
        new Finding(
            Condition.Type.Accepted, Condition.Status.True, "Accepted", "The store has its turn"));
  }

  static List<Finding> applied(Release release) {
    return List.of(
        new Finding(
            Condition.Type.Accepted, Condition.Status.True, "Accepted", "The store has its turn"),
        new Finding(
            Condition.Type.Applied,
            Condition.Status.True,
            "Applied",
            "Revision " + release.revision() + " is in the cluster"));
  }

  static List<Finding> notApplied(WaitingFor why) {
    return List.of(
        new Finding(
            Condition.Type.Applied, Condition.Status.False, why.code().name(), why.message()),
        new Finding(
            Condition.Type.Ready, Condition.Status.False, why.code().name(), why.message()));
  }

  static List<Finding> ready(Phase phase) {
    if (phase == Phase.SUSPENDED) {
      return List.of(
          new Finding(
              Condition.Type.Ready,
              Condition.Status.False,
              "Suspended",
              "The store is suspended on its owner's wish"));
    }
    return Stream.of(
            finding(Condition.Type.DatabaseReady, true, null),
            finding(Condition.Type.SetupCompleted, true, null),
            finding(Condition.Type.WorkloadsReady, true, null),
            finding(Condition.Type.Exposed, true, null),
            finding(Condition.Type.Ready, true, null))
        .toList();
  }

  static List<Finding> of(Verdict verdict, @Nullable WaitingFor why) {
    return List.of(
        finding(Condition.Type.DatabaseReady, verdict.databaseReady(), why),
        finding(Condition.Type.SetupCompleted, verdict.setupDone(), why),
        finding(Condition.Type.WorkloadsReady, verdict.workloadsReady(), why),
        finding(Condition.Type.Exposed, verdict.exposed() && !unexposed(why), why),
        finding(Condition.Type.Ready, false, why));
  }

  private static boolean unexposed(@Nullable WaitingFor why) {
    return why != null && why.code() == Reason.INGRESS_PENDING;
  }

  private static Finding finding(Condition.Type type, boolean holds, @Nullable WaitingFor why) {
    if (holds) {
      return new Finding(type, Condition.Status.True, type.name(), type.label());
    }
    String reason = why == null ? "Waiting" : why.code().name();
    return new Finding(
        type, Condition.Status.False, reason, why == null ? "Waiting" : why.message());
  }
}
