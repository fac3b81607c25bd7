package io.storeweaver.store;

import static io.storeweaver.store.TestTables.ANN;
import static io.storeweaver.store.TestTables.BOB;
import static io.storeweaver.store.TestTables.body;
import static io.storeweaver.store.TestTables.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.account.Account.Limits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A starter takes 1 processor, 2 GiB of memory and 10 GiB of disk; a business four times that. */
class ShareLimitsTest {
  @AutoClose private final TestTables tables = new TestTables();

  private Stores limited(@Nullable Integer cpu, @Nullable Integer memory, @Nullable Integer disk) {
    Limits limits = new Limits(null, number(cpu), number(memory), number(disk));
    ShareLimits shares = new ShareLimits(limits, (engine, plan) -> share(plan));
    return tables.stores(new StoreLimits(1_000, 1_000, Optional.empty(), shares));
  }

  private static @Nullable BigDecimal number(@Nullable Integer value) {
    return value == null ? null : BigDecimal.valueOf(value);
  }

  private static Share share(Plan plan) {
    int size = plan == Plan.BUSINESS ? 4 : 1;
    return new Share(
        BigDecimal.valueOf(size), BigDecimal.valueOf(2L * size), BigDecimal.valueOf(10L * size));
  }

  private static Rejected refusal(ThrowingCallable act) {
    Rejected refusal = catchThrowableOfType(Rejected.class, act);
    assertThat(refusal).as("a refusal").isNotNull();
    assertThat(refusal.reason()).isEqualTo(Reason.QUOTA_EXCEEDED);
    return refusal;
  }

  private static Callable<String> outcome(Runnable act) {
    return () -> {
      try {
        act.run();
        return "done";
      } catch (Rejected e) {
        return e.reason().name();
      }
    };
  }

  private static Map<String, Long> counted(List<Callable<String>> tasks) throws Exception {
    return together(tasks).stream().collect(Collectors.groupingBy(o -> o, Collectors.counting()));
  }

  private Store upgraded(Stores stores, Store store) {
    StorePatch business =
        new StorePatch(
            Optional.empty(),
            Optional.of(Plan.BUSINESS),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty());
    return stores.patch(ANN, store.id(), business, store.spec().version());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"2,-,-,processors,2", "-,4,-,GiB of memory,4", "-,-,20,GiB of disk,20"})
  void eachResourceIsLimitedByItself(
      @Nullable Integer cpu,
      @Nullable Integer memory,
      @Nullable Integer disk,
      String what,
      String limit) {
    Stores stores = limited(cpu, memory, disk);
    tables.create(stores, ANN, body("One"));
    tables.create(stores, ANN, body("Two"));
    assertThat(refusal(() -> tables.create(stores, ANN, body("Three"))))
        .hasMessageContaining(what + ", of " + limit);
    assertThat(refusal(() -> stores.preview(ANN, NewStore.of(body("Three")))))
        .hasMessageContaining(what);
    assertThat(tables.create(stores, BOB, body("One"))).as("another owner's").isNotNull();
  }

  @Test
  void neverExceedsThemHoweverManyCreateAtOnce() throws Exception {
    Stores stores = limited(1_000, 14, 1_000);
    List<Callable<String>> tasks = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String name = "Shop " + i;
      tasks.add(outcome(() -> tables.create(stores, ANN, body(name))));
    }
    assertThat(counted(tasks)).isEqualTo(Map.of("done", 7L, "QUOTA_EXCEEDED", 53L));
    assertThat(stores.share(ANN).used().memory()).isEqualByComparingTo("14");
  }

  @Test
  void neverExceedsThemHoweverManyPlansAreChangedAtOnce() throws Exception {
    Stores stores = limited(11, null, null);
    List<Callable<String>> tasks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Store store = tables.create(stores, ANN, body("Shop " + i));
      tasks.add(outcome(() -> upgraded(stores, store)));
    }
    // 5 at first, 3 more with each: 11 with two.
    assertThat(counted(tasks)).isEqualTo(Map.of("done", 2L, "QUOTA_EXCEEDED", 3L));
    assertThat(stores.share(ANN).used().cpu()).isEqualByComparingTo("11");
  }

  @Test
  void aRollbackToALargerPlanIsLimitedToo() {
    Stores stores = limited(4, null, null);
    Store store = tables.create(stores, ANN, body("One"));
    tables.create(stores, ANN, body("Two"));
    tables.settle(store, Phase.READY);
    new Releases(tables.jdbi()).begin(ReleasesTest.release(store.id(), 1, "1.0.0", Plan.BUSINESS));
    assertThat(refusal(() -> stores.rollback(ANN, store.id(), 1)))
        .hasMessageContaining("5 processors, of 4");
  }

  @Test
  void anAccountsOwnLimitStandsAboveTheCommonOne() {
    Stores stores = limited(1, null, null);
    tables.execute("insert into accounts (id, max_cpu) values ('ann', 2)");
    tables.create(stores, ANN, body("One"));
    tables.create(stores, ANN, body("Two"));
    assertThat(refusal(() -> tables.create(stores, ANN, body("Three"))))
        .hasMessageContaining("of 2");
  }

  @Test
  void whatIsDeletedGivesItsShareBack() {
    Stores stores = limited(1, null, null);
    Store store = tables.create(stores, ANN, body("One"));
    stores.delete(ANN, store.id());
    refusal(() -> tables.create(stores, ANN, body("Two")));
    tables.settle(store, Phase.DELETED);
    assertThat(tables.create(stores, ANN, body("Two"))).isNotNull();
  }

  @Test
  void withoutALimitNothingIsRefused() {
    Stores stores = limited(null, null, null);
    for (int i = 0; i < 20; i++) {
      tables.create(stores, ANN, body("Shop " + i));
    }
    assertThat(stores.share(ANN).used().cpu()).isEqualByComparingTo("20");
  }
}
