package io.storeweaver.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One statement about a store, in the form that Kubernetes uses for conditions.
 *
 * @param type what the statement is about
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param reason one word for programs
 * @param message one sentence for people
 * @param lastTransitionTime when the status last changed
 * @param observedGeneration generation of the spec that the statement is about
 */
@Schema(name = "Condition", description = "One statement about a store, as Kubernetes puts it.")
public record Condition(
    Type type,
    Status status,
    String reason,
    String message,
    Instant lastTransitionTime,
    long observedGeneration) {

  /** The statements in the order in which a store passes through them. */
  @Schema(name = "ConditionType")
  public enum Type {
    Accepted("Accepted"),
    Applied("Applied to the cluster"),
    DatabaseReady("Database ready"),
    SetupCompleted("Shop set up"),
    WorkloadsReady("Shop running"),
    Exposed("Reachable from outside"),
    Ready("Ready for orders");

    private final String label;

    Type(String label) {
      this.label = label;
    }

    /** The step's name for people. */
    public String label() {
      return label;
    }
  }

  /** Kubernetes' three values of a condition. */
  @Schema(name = "ConditionStatus")
  public enum Status {
    True,
    False,
    Unknown
  }

  /** A statement without its time, as the reconciler makes it. */
  public record Finding(Type type, Status status, String reason, String message) {}

  /** The statement of that type, if it was made. */
  public static Optional<Condition> find(List<Condition> conditions, Type type) {
    return conditions.stream().filter(c -> c.type() == type).findFirst();
  }

  /**
   * Merges findings into earlier conditions: the transition time moves only where a status changed.
   * Types keep their order.
   */
  public static List<Condition> merge(
      List<Condition> earlier, List<Finding> findings, long generation, Instant now) {
    List<Condition> merged = new ArrayList<>();
    for (Type type : Type.values()) {
      Optional<Condition> before = find(earlier, type);
      Optional<Finding> finding = findings.stream().filter(f -> f.type() == type).findFirst();
      finding.map(f -> merged(before, f, generation, now)).or(() -> before).ifPresent(merged::add);
    }
    return List.copyOf(merged);
  }

  private static Condition merged(
      Optional<Condition> before, Finding finding, long generation, Instant now) {
    Instant since =
        before
            .filter(c -> c.status() == finding.status())
            .map(Condition::lastTransitionTime)
            .orElse(now.truncatedTo(ChronoUnit.MILLIS));
    return new Condition(
        finding.type(), finding.status(), finding.reason(), finding.message(), since, generation);
  }
}
