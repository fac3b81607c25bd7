package io.storeweaver.cluster;

import io.storeweaver.Reason;
import io.storeweaver.cluster.Seen.Problem;
import io.storeweaver.cluster.Verdict.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides from what was seen of a store's objects whether its shop works and, if not, why. Does no
 * I/O.
 */
final class Workloads {
  // A shop that boots fails its probes for a while; only after this time is that worth a word.
  private static final Duration BOOT = Duration.ofSeconds(20);
  private static final Set<String> FOUNDATION = Set.of("database", "cache");
  private static final List<String> COMPONENT_ORDER =
      List.of("database", "cache", "setup", "app", "storefront");

  private final Collection<Seen> objects;
  private final Collection<Warning> warnings;
  private final Instant now;

  private Workloads(Collection<Seen> objects, Collection<Warning> warnings, Instant now) {
    this.objects = objects;
    this.warnings = warnings;
    this.now = now;
  }

  /** The verdict on a store with those objects and those warnings about them. */
  static Verdict verdict(Collection<Seen> objects, Collection<Warning> warnings, Instant now) {
    return new Workloads(objects, warnings, now).verdict();
  }

  private Verdict verdict() {
    boolean database = true;
    boolean workloads = true;
    boolean setup = true;
    boolean addressed = true;
    for (Seen seen : objects) {
      switch (seen.state()) {
        case Seen.OfWorkload w when FOUNDATION.contains(seen.component()) ->
            database &= w.rolledOut();
        case Seen.OfWorkload w -> workloads &= w.rolledOut();
        case Seen.OfJob j -> setup &= seen.deleting() || j.complete() || succeeded(seen);
        case Seen.OfIngress i -> addressed &= i.addressed();
        default -> {}
      }
    }
    // Nothing is exposed before there is something to expose; with NodePorts there is no Ingress to
    // wait for.
    boolean exposed = addressed && objects.stream().anyMatch(s -> s.kind() == ClusterKind.SERVICE);
    boolean serving = database && workloads && setup && exposed;
    return new Verdict(database, setup, workloads, exposed, serving ? null : cause());
  }

  // The job's own condition comes about a second after its pod has succeeded.
  private boolean succeeded(Seen job) {
    return objects.stream()
        .anyMatch(
            s -> s.state() instanceof Seen.OfPod p && p.succeeded() && p.job().equals(job.name()));
  }

  private Cause cause() {
    List<Found> found = new ArrayList<>();
    objects.stream()
        .filter(s -> !s.deleting())
        .map(this::found)
        .filter(Objects::nonNull)
        .forEach(found::add);
    return found.stream()
        .min(
            Comparator.comparing((Found f) -> f.problem.reason())
                .thenComparing(f -> order(f.seen))
                // A claim knows why it gets no volume; the pod only that it waits for one.
                .thenComparing(f -> f.seen.state() instanceof Seen.OfClaim ? 0 : 1)
                .thenComparing(f -> f.seen.name()))
        .map(f -> new Cause(f.problem.reason(), f.seen.key(), f.problem.message()))
        .orElseGet(() -> new Cause(Reason.STARTING, "", "The shop is starting"));
  }

  private record Found(Seen seen, Problem problem) {}

  private @Nullable Found found(Seen seen) {
    Problem problem =
        switch (seen.state()) {
          case Seen.OfPod pod -> pod(seen, pod);
          case Seen.OfWorkload workload -> workload(seen, workload);
          case Seen.OfJob job -> job(seen, job);
          case Seen.OfClaim claim -> claim.bound() ? null : warning(seen);
          case Seen.OfIngress ingress -> ingress.addressed() ? null : unexposed(seen, ingress);
          case Seen.OfNamespace namespace -> null;
          case Seen.Plain plain -> null;
        };
    return problem == null ? null : new Found(seen, problem);
  }

  private @Nullable Problem pod(Seen seen, Seen.OfPod pod) {
    if (pod.ready() || pod.succeeded()) {
      return null;
    }
    if (pod.problem() != null) {
      return pod.problem();
    }
    Problem warning = warning(seen);
    if (warning == null || warning.reason() == Reason.NODE_LOST) {
      return warning;
    }
    if (warning.reason() != Reason.PROBE_FAILING) {
      // What kept the containers from starting is over once they run; its Event stands for an hour.
      return pod.runningSince() == null ? warning : null;
    }
    boolean booting = pod.runningSince() == null || pod.runningSince().plus(BOOT).isAfter(now);
    return booting || awaitsSetup(seen) ? null : warning;
  }

  // From an empty database the set-up takes minutes, and until then the shop has nothing to serve.
  private boolean awaitsSetup(Seen seen) {
    return !FOUNDATION.contains(seen.component())
        && objects.stream().anyMatch(s -> s.state() instanceof Seen.OfJob job && runs(s, job));
  }

  private boolean runs(Seen seen, Seen.OfJob job) {
    return !seen.deleting() && !job.complete() && job.failure() == null && !succeeded(seen);
  }

  private @Nullable Problem workload(Seen seen, Seen.OfWorkload workload) {
    if (workload.rolledOut()) {
      return null;
    }
    Problem problem = workload.problem() == null ? refusal(seen) : workload.problem();
    String waiting =
        "Waiting for "
            + seen.key()
            + ": "
            + workload.available()
            + " of "
            + workload.wanted()
            + " ready";
    return problem == null ? starting(waiting) : problem;
  }

  private @Nullable Problem job(Seen seen, Seen.OfJob job) {
    if (job.complete() || succeeded(seen)) {
      return null;
    }
    Problem problem = job.failure() == null ? refusal(seen) : job.failure();
    return problem == null
        ? starting("Waiting for " + seen.key() + " to set up the shop")
        : problem;
  }

  // While the shop still starts, the controller's address is nothing to worry about.
  private Problem unexposed(Seen seen, Seen.OfIngress ingress) {
    boolean runs =
        objects.stream().noneMatch(s -> s.state() instanceof Seen.OfWorkload w && !w.rolledOut());
    String which =
        ingress.className().isEmpty() ? "the default class" : "class " + ingress.className();
    return runs
        ? new Problem(
            Reason.INGRESS_PENDING,
            seen.key() + " has no address: no ingress controller of " + which + " has taken it up")
        : starting("Waiting for an ingress controller to take up " + seen.key());
  }

  // That a pod was refused matters only until one was made; the Event about it stands for an hour.
  private @Nullable Problem refusal(Seen owner) {
    return objects.stream().anyMatch(s -> isPodOf(owner, s)) ? null : warning(owner);
  }

  private static boolean isPodOf(Seen owner, Seen seen) {
    if (!(seen.state() instanceof Seen.OfPod pod) || seen.deleting()) {
      return false;
    }
    return owner.state() instanceof Seen.OfJob
        ? pod.job().equals(owner.name())
        : seen.name().matches(Pattern.quote(owner.name()) + "-\\d+");
  }

  private @Nullable Problem warning(Seen seen) {
    return warnings.stream()
        .filter(w -> w.uid().equals(seen.uid()))
        .map(Warning::problem)
        .findFirst()
        .orElse(null);
  }

  private static Problem starting(String message) {
    return new Problem(Reason.STARTING, message);
  }

  private static int order(Seen seen) {
    int place = COMPONENT_ORDER.indexOf(seen.component());
    return place < 0 ? COMPONENT_ORDER.size() : place;
  }
}
