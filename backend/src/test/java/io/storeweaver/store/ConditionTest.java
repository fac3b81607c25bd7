package io.storeweaver.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeweaver.store.Condition.Finding;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionTest {
  private static final Instant FIRST = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant LATER = FIRST.plusSeconds(60);

  @Test
  void movesTheTransitionTimeOnlyWhereTheStatusChanges() {
    List<Condition> before =
        merge(List.of(), FIRST, finding(Condition.Type.Ready, Condition.Status.False, "Starting"));

    List<Condition> same =
        merge(before, LATER, finding(Condition.Type.Ready, Condition.Status.False, "Crashed"));
    List<Condition> changed =
        merge(before, LATER, finding(Condition.Type.Ready, Condition.Status.True, "Ready"));

    assertThat(same.getFirst().lastTransitionTime()).isEqualTo(FIRST);
    assertThat(same.getFirst().message()).isEqualTo("Crashed");
    assertThat(changed.getFirst().lastTransitionTime()).isEqualTo(LATER);
  }

  @Test
  void keepsWhatNothingWasFoundOutAbout() {
    List<Condition> before =
        merge(List.of(), FIRST, finding(Condition.Type.Accepted, Condition.Status.True, "Yes"));
    List<Condition> merged =
        merge(before, LATER, finding(Condition.Type.Ready, Condition.Status.False, "Starting"));
    assertThat(merged)
        .extracting(Condition::type)
        .containsExactly(Condition.Type.Accepted, Condition.Type.Ready);
    assertThat(merged.getFirst()).isEqualTo(before.getFirst());
  }

  @Test
  void listsTheStatementsInTheOrderInWhichAStorePassesThroughThem() {
    List<Condition> merged =
        merge(
            List.of(),
            FIRST,
            finding(Condition.Type.Ready, Condition.Status.False, ""),
            finding(Condition.Type.Applied, Condition.Status.True, ""),
            finding(Condition.Type.Accepted, Condition.Status.True, ""));
    assertThat(merged)
        .extracting(Condition::type)
        .containsExactly(Condition.Type.Accepted, Condition.Type.Applied, Condition.Type.Ready);
    assertThat(Condition.find(merged, Condition.Type.Exposed)).isEmpty();
    assertThat(Condition.find(merged, Condition.Type.Applied)).isPresent();
  }

  private static List<Condition> merge(List<Condition> before, Instant now, Finding... findings) {
    return Condition.merge(before, List.of(findings), 3, now);
  }

  private static Finding finding(Condition.Type type, Condition.Status status, String message) {
    return new Finding(type, status, "Reason", message);
  }
}
