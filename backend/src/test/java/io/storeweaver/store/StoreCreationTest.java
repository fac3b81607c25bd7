package io.storeweaver.store;

import static io.storeweaver.store.Refusals.outcome;
import static io.storeweaver.store.Refusals.refusal;
import static io.storeweaver.store.StorePatches.domain;
import static io.storeweaver.store.StorePatches.name;
import static io.storeweaver.store.TestTables.ANN;
import static io.storeweaver.store.TestTables.BOB;
import static io.storeweaver.store.TestTables.body;
import static io.storeweaver.store.TestTables.together;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.store.NewStore.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which stores may be made, and what they are called. */
class StoreCreationTest {
  @AutoClose private final TestTables tables = new TestTables();
  private final Stores stores = tables.stores();

  @Test
  void neverExceedsTheQuotaHoweverManyCreateAtOnce() throws Exception {
    Stores limited = tables.stores(new StoreLimits(1_000, 7));
    List<Callable<String>> tasks = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String name = "Shop " + i;
      tasks.add(() -> outcome(() -> tables.create(limited, ANN, body(name))));
    }
    Map<String, Long> outcomes =
        together(tasks).stream().collect(Collectors.groupingBy(o -> o, Collectors.counting()));
    assertThat(outcomes).isEqualTo(Map.of("done", 7L, "QUOTA_EXCEEDED", 193L));
    assertThat(tables.value("select count(*) from stores", Long.class)).isEqualTo(7);
  }

  @Test
  void countsThePlatformsLimitOverAllOwners() {
    Stores limited = tables.stores(new StoreLimits(2, 2));
    tables.create(limited, ANN, body("One"));
    tables.create(limited, BOB, body("Two"));
    Rejected refusal = refusal(() -> tables.create(limited, BOB, body("Three")));
    assertThat(refusal.reason()).isEqualTo(Reason.QUOTA_EXCEEDED);
    assertThat(refusal).hasMessage("Maximum stores (2) reached");
    assertThat(refusal.retryAfter()).isNotNull();
  }

  @Test
  void letsAnOwnersOwnLimitStandAboveTheCommonOne() {
    Stores limited = tables.stores(new StoreLimits(100, 1));
    tables.execute("insert into accounts (id, max_stores) values ('ann', 2), ('bob', 0)");
    tables.create(limited, ANN, body("One"));
    tables.create(limited, ANN, body("Two"));
    assertThat(refusal(() -> tables.create(limited, ANN, body("Three"))))
        .hasMessage("Store limit reached (2/2). Delete a store to create another.");
    assertThat(refusal(() -> tables.create(limited, BOB, body("One"))).reason())
        .isEqualTo(Reason.QUOTA_EXCEEDED);
    assertThat(limited.usage(ANN)).isEqualTo(new StoreLimits.Usage(2, 2, 2, 100));
  }

  @Test
  void countsAStoreUntilItsDeletionIsComplete() {
    Stores limited = tables.stores(new StoreLimits(100, 1));
    Store store = tables.create(limited, ANN, body("One"));
    limited.delete(ANN, store.id());
    assertThat(refusal(() -> tables.create(limited, ANN, body("Two"))).reason())
        .isEqualTo(Reason.QUOTA_EXCEEDED);
    tables.settle(store, Phase.DELETED);
    assertThat(tables.create(limited, ANN, body("Two"))).isNotNull();
  }

  @Test
  void refusesMoreProvisionsThanMayBeWhereTheyAreNotToQueue() throws Exception {
    Stores limited = tables.stores(new StoreLimits(1_000, 1_000, Optional.of(3), ShareLimits.NONE));
    List<Callable<String>> tasks = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String name = "Shop " + i;
      tasks.add(() -> outcome(() -> tables.create(limited, ANN, body(name))));
    }
    Map<String, Long> outcomes =
        together(tasks).stream().collect(Collectors.groupingBy(o -> o, Collectors.counting()));
    assertThat(outcomes).isEqualTo(Map.of("done", 3L, "PROVISIONS_FULL", 37L));
    Rejected refusal = refusal(() -> tables.create(limited, BOB, body("One more")));
    assertThat(refusal).hasMessage("Maximum concurrent provisions (3) reached. Try again later.");
    assertThat(refusal.reason().httpStatus()).isEqualTo(429);
    assertThat(refusal.retryAfter()).isNotNull();
    assertThat(refusal(() -> limited.preview(BOB, NewStore.of(body("One more")))).reason())
        .isEqualTo(Reason.PROVISIONS_FULL);

    String id = tables.value("select min(id) from stores", String.class);
    tables.settle(limited.get(ANN, id), Phase.READY);
    assertThat(tables.create(limited, BOB, body("One more"))).isNotNull();
  }

  @Test
  void queuesHoweverManyAreAskedForByDefault() {
    for (int i = 0; i < 5; i++) {
      tables.create(ANN, "Shop " + i);
    }
    assertThat(
            tables.value("select count(*) from stores where status = 'PROVISIONING'", Long.class))
        .isEqualTo(5);
  }

  @Test
  void putsANewStoreIntoTheQueueInTheSameTransaction() {
    Store store = tables.create(ANN, "Corner Shop");
    assertThat(store.id()).matches("corner-shop-[a-z0-9]{6}");
    assertThat(store.namespace()).isEqualTo("store-" + store.id());
    assertThat(store.host()).isEqualTo("corner-shop.localhost");
    assertThat(store.shown()).isEqualTo(Phase.PROVISIONING);
    assertThat(store.spec().chartVersion()).as("the newest").isEqualTo("1.1.0");
    assertThat(
            tables.value(
                "select next_reconcile_at <= now() and lane = 0 from stores", Boolean.class))
        .isTrue();
    assertThat(tables.timeline(store)).containsExactly("Requested");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Corner Shop", "corner shop", "  CORNER SHOP ", "Ｃorner Shop"})
  void refusesANameThatTheOwnerAlreadyUses(String name) {
    Store store = tables.create(ANN, "Corner Shop");
    Rejected refusal = refusal(() -> tables.create(ANN, name));
    assertThat(refusal.reason()).isEqualTo(Reason.NAME_TAKEN);
    assertThat(refusal).hasMessageContaining(store.id());
    assertThat(refusal.errors())
        .singleElement()
        .satisfies(e -> assertThat(e.field()).isEqualTo("name"));
  }

  @Test
  void letsAnotherOwnerUseTheSameNameAtAHostOfItsOwn() {
    Store anns = tables.create(ANN, "Shop");
    Store bobs = tables.create(BOB, "Shop");
    assertThat(anns.host()).isEqualTo("shop.localhost");
    assertThat(bobs.host()).isEqualTo(bobs.id() + ".localhost");
  }

  @Test
  void givesANameAndItsHostAgainOnceTheStoreIsDeleted() {
    Store first = tables.create(ANN, "Shop");
    stores.delete(ANN, first.id());
    assertThat(refusal(() -> tables.create(ANN, "Shop")).reason()).isEqualTo(Reason.NAME_TAKEN);
    tables.settle(first, Phase.DELETED);

    Store second = tables.create(ANN, "Shop");

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(second.host()).isEqualTo(first.host());
  }

  @Test
  void givesACustomDomainOnceOnThePlatform() {
    tables.create(stores, ANN, body("One", "Shop.Example.com"));
    Rejected refusal = refusal(() -> tables.create(stores, BOB, body("Two", "shop.example.com")));
    assertThat(refusal.reason()).isEqualTo(Reason.DOMAIN_TAKEN);
    assertThat(refusal).as("says nothing of whose it is").hasMessageNotContaining("ann");
  }

  @ParameterizedTest
  @ValueSource(strings = {"other.shops.example.com", "shops.example.com"})
  void refusesACustomDomainOfThePlatformItself(String domain) {
    Stores hosted =
        new Stores(
            tables.jdbi(),
            new StoreLimits(10, 10),
            new SealedInputs(tables.jdbi(), TestTables.KEY),
            ".shops.example.com");
    assertThat(refusal(() -> tables.create(hosted, ANN, body("One", domain))))
        .hasMessageContaining("platform's own suffix .shops.example.com");
  }

  @Test
  void givesADomainToOneOfManyWhoAskForItAtOnce() throws Exception {
    List<Callable<String>> tasks = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Store store = tables.create(ANN, "Shop " + i);
      StorePatch patch = domain("shop.example.com");
      tasks.add(() -> outcome(() -> stores.patch(ANN, store.id(), patch, 1)));
    }
    Map<String, Long> outcomes =
        together(tasks).stream().collect(Collectors.groupingBy(o -> o, Collectors.counting()));
    assertThat(outcomes).isEqualTo(Map.of("done", 1L, "DOMAIN_TAKEN", 11L));
  }

  @Test
  void renamesToOneNameOnlyOnceAndNeverBlocksACreation() throws Exception {
    List<Callable<String>> tasks = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Store store = tables.create(ANN, "Shop " + i);
      tasks.add(() -> outcome(() -> stores.patch(ANN, store.id(), name("The Shop"), 1)));
      tasks.add(() -> outcome(() -> tables.create(ANN, "the shop")));
    }
    Map<String, Long> outcomes =
        together(tasks).stream().collect(Collectors.groupingBy(o -> o, Collectors.counting()));
    assertThat(outcomes).isEqualTo(Map.of("done", 1L, "NAME_TAKEN", 11L));
  }

  @Test
  void leavesNothingBehindAfterAPreview() {
    Stores.Preview preview = stores.preview(ANN, NewStore.of(body("Shop")));
    assertThat(preview.store().host()).isEqualTo("shop.localhost");
    assertThat(preview.usage().ownerStores()).isEqualTo(1);
    for (String table : List.of("stores", "store_events", "accounts", "sealed_inputs")) {
      assertThat(tables.value("select count(*) from " + table, Long.class)).as(table).isZero();
    }
  }

  @Test
  void refusesInAPreviewWhatACreationWouldRefuse() {
    tables.create(ANN, "Shop");
    assertThat(refusal(() -> stores.preview(ANN, NewStore.of(body("shop")))).reason())
        .isEqualTo(Reason.NAME_TAKEN);
    assertThat(tables.create(ANN, "Another")).as("its locks are gone").isNotNull();
  }

  @Test
  void keepsAChosenPasswordSealedUntilItIsUsed() {
    Body body =
        new Body("Shop", "medusa", null, null, null, null, null, "correct horse battery", null);
    Store store = tables.create(stores, ANN, body);
    SealedInputs inputs = new SealedInputs(tables.jdbi(), TestTables.KEY);
    assertThat(inputs.open(store.id())).contains("correct horse battery");
  }
}
