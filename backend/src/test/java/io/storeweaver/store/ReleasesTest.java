package io.storeweaver.store;

import static io.storeweaver.store.TestTables.ANN;
import static io.storeweaver.store.TestTables.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeweaver.store.Releases.Release;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReleasesTest {
  @AutoClose private final TestTables tables = new TestTables();
  private final Releases releases = new Releases(tables.jdbi());
  private String store;

  @BeforeEach
  void open() {
    store = tables.create(ANN, "Shop").id();
  }

  @Test
  void knowsOfNoRevisionBeforeTheFirst() {
    assertThat(releases.latest(store)).isEmpty();
    assertThat(releases.inventories(store)).isEmpty();
  }

  @Test
  void repeatsARevisionThatACrashCutInsteadOfStartingAnother() {
    releases.begin(release(store, 1, "1.0.0", Plan.STARTER));
    releases.begin(release(store, 1, "9.9.9", Plan.BUSINESS));

    Release cut = releases.latest(store).orElseThrow();

    assertThat(cut.chartVersion()).isEqualTo("1.0.0");
    assertThat(cut.appliedAt()).isNull();
    assertThat(releases.list(ANN, store)).hasSize(1);
  }

  @Test
  void keepsTheTimeAtWhichARevisionWasFirstApplied() {
    releases.begin(release(store, 1, "1.0.0", Plan.STARTER));
    releases.applied(store, 1, Map.of("Service/shop", "f1"));
    Release first = releases.latest(store).orElseThrow();
    releases.applied(store, 1, Map.of("Service/shop", "f2"));

    Release again = releases.latest(store).orElseThrow();

    assertThat(again.appliedAt()).isNotNull().isEqualTo(first.appliedAt());
    assertThat(again.inventory()).containsExactly(Map.entry("Service/shop", "f2"));
  }

  @Test
  void listsTheNewestRevisionFirstAndOnlyToWhomItBelongs() {
    for (int revision = 1; revision <= 3; revision++) {
      releases.begin(release(store, revision, "1.0.0", Plan.STARTER));
    }
    assertThat(releases.list(ANN, store)).extracting(Release::revision).containsExactly(3, 2, 1);
    assertThat(releases.list(BOB, store)).isEmpty();
    assertThat(releases.latest(store)).map(Release::revision).contains(3);
  }

  @Test
  void remembersWhatEarlierRevisionsHadSoThatItCanBePruned() {
    releases.begin(release(store, 1, "1.0.0", Plan.STARTER));
    releases.applied(store, 1, Map.of("ConfigMap/old", "a"));
    releases.begin(release(store, 2, "1.1.0", Plan.STARTER));
    assertThat(releases.inventories(store))
        .isEqualTo(List.of(Map.of("Service/shop", ""), Map.of("ConfigMap/old", "a")));
  }

  static Release release(String store, int revision, String chartVersion, Plan plan) {
    return new Release(
        store,
        revision,
        "digest-" + revision,
        chartVersion,
        "sha256:chart",
        plan,
        false,
        "Installed",
        "kind: Service",
        Map.of("Service/shop", ""),
        Instant.EPOCH,
        null);
  }
}
