package io.storeweaver.store;

import static io.storeweaver.store.TestTables.ANN;
import static io.storeweaver.store.TestTables.BOB;
import static io.storeweaver.store.TestTables.OPERATOR;
import static io.storeweaver.store.TestTables.body;
import static io.storeweaver.store.TestTables.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.account.Caller;
import io.storeweaver.store.NewStore.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoresTest {
  private TestTables tables;
  private Stores stores;

  @BeforeEach
  void open() {
    tables = new TestTables();
    stores = tables.stores();
  }

  @AfterEach
  void close() {
    tables.close();
  }

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
    assertThat(timeline(store)).containsExactly("Requested");
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
  void answersForAForeignStoreAsForOneThatDoesNotExist() {
    Store store = tables.create(ANN, "Shop");
    List<BiConsumer<Caller, String>> acts =
        List.of(
            (caller, id) -> stores.get(caller, id),
            (caller, id) -> stores.patch(caller, id, name("Mine"), 1),
            (caller, id) -> stores.rollback(caller, id, 1),
            (caller, id) -> stores.retry(caller, id),
            (caller, id) -> stores.cancel(caller, id),
            (caller, id) -> stores.delete(caller, id),
            (caller, id) -> stores.noteCredentialsRead(caller, id));
    for (BiConsumer<Caller, String> act : acts) {
      Rejected foreign = refusal(() -> act.accept(BOB, store.id()));
      Rejected unknown = refusal(() -> act.accept(BOB, "nothing-000000"));
      assertThat(foreign.reason()).isEqualTo(Reason.NOT_FOUND).isEqualTo(unknown.reason());
      assertThat(String.valueOf(foreign.getMessage()).replace(store.id(), "nothing-000000"))
          .isEqualTo(unknown.getMessage());
    }
    assertThat(stores.find(BOB, store.id())).isEmpty();
    assertThat(new StoreEvents(tables.jdbi()).page(BOB, store.id(), Long.MAX_VALUE, 10)).isEmpty();
    assertThat(new StoreEvents(tables.jdbi()).since(BOB, store.id(), 0, 10)).isEmpty();
    assertThat(new Releases(tables.jdbi()).list(BOB, store.id())).isEmpty();
    assertThat(new StoreChanges(tables.jdbi()).since(BOB, 0, 10)).isEmpty();
    assertThat(stores.get(ANN, store.id()).spec().version()).isEqualTo(1);
    assertThat(stores.get(OPERATOR, store.id()).owner()).isEqualTo("ann");
  }

  @Test
  void writesEveryActIntoTheTimelineOrDoesNotAct() {
    Store store = tables.create(ANN, "Shop");
    tables.settle(store, Phase.FAILED);
    tables.execute(
        "alter table store_events add constraint full_disk check (reason = 'Accepted') not valid");
    List<Consumer<String>> acts =
        List.of(
            id -> stores.patch(ANN, id, name("Mine"), 1),
            id -> stores.retry(ANN, id),
            id -> stores.delete(ANN, id));
    Store before = stores.get(ANN, store.id());
    for (Consumer<String> act : acts) {
      assertThatThrownBy(() -> act.accept(store.id())).hasMessageContaining("full_disk");
      assertThat(stores.get(ANN, store.id())).isEqualTo(before);
    }
  }

  @Test
  void leavesNoTraceOfACreationWhoseTransactionFails() {
    assertThatThrownBy(
            () ->
                tables
                    .jdbi()
                    .useTransaction(
                        handle -> {
                          stores.create(handle, ANN, NewStore.of(body("Shop")));
                          throw new IllegalStateException("the answer could not be kept");
                        }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(tables.value("select count(*) from stores", Long.class)).isZero();
    assertThat(tables.value("select count(*) from store_events", Long.class)).isZero();
  }

  @Test
  void keepsTheTimelineInTheOrderOfTheActs() {
    Store store = tables.create(ANN, "Shop");
    stores.patch(ANN, store.id(), name("Corner Shop"), 1);
    stores.cancel(ANN, store.id());
    tables.settle(store, Phase.FAILED);
    stores.retry(ANN, store.id());
    stores.noteCredentialsRead(ANN, store.id());
    stores.delete(ANN, store.id());
    assertThat(timeline(store))
        .containsExactly(
            "Requested", "Edited", "Cancelled", "Retried", "CredentialsRead", "DeletionRequested");
    assertThat(new StoreEvents(tables.jdbi()).since(ANN, store.id(), 0, 50))
        .allSatisfy(line -> assertThat(line.actor()).isEqualTo("ann"))
        .anySatisfy(line -> assertThat(line.message()).isEqualTo("name from Shop to Corner Shop"));
  }

  @Test
  void editsAndQueuesTheStore() {
    Store store = tables.create(ANN, "Shop");
    tables.settle(store, Phase.READY);
    Store edited = stores.patch(ANN, store.id(), plan(Plan.BUSINESS), 1);
    assertThat(edited.spec().plan()).isEqualTo(Plan.BUSINESS);
    assertThat(edited.spec().generation()).isEqualTo(2);
    assertThat(edited.spec().version()).isEqualTo(2);
    assertThat(edited.shown()).isEqualTo(Phase.UPDATING);
    assertThat(edited.changeSequence()).isGreaterThan(store.changeSequence());
    assertThat(tables.queue("a").claim(1)).hasSize(1);
  }

  @Test
  void queuesNothingForAnEditThatChangesNothing() {
    Store store = tables.create(ANN, "Shop");
    tables.settle(store, Phase.READY);
    Store same = stores.patch(ANN, store.id(), plan(Plan.STARTER), 1);
    assertThat(same.spec().version()).isEqualTo(1);
    assertThat(tables.queue("a").claim(1)).isEmpty();
    assertThat(timeline(store)).containsExactly("Requested");
  }

  @Test
  void refusesAnEditOfAVersionThatIsGone() {
    Store store = tables.create(ANN, "Shop");
    stores.patch(ANN, store.id(), plan(Plan.STANDARD), 1);
    Rejected refusal = refusal(() -> stores.patch(ANN, store.id(), plan(Plan.BUSINESS), 1));
    assertThat(refusal.reason()).isEqualTo(Reason.VERSION_STALE);
    assertThat(refusal)
        .hasMessage("The store has version 2, not 1: read it again and repeat the edit.");
  }

  @Test
  void setsAndRemovesACustomDomain() {
    Store store = tables.create(ANN, "Shop");
    stores.patch(ANN, store.id(), domain("shop.example.com"), 1);
    Store removed =
        stores.patch(
            ANN,
            store.id(),
            new StorePatch(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty()),
            2);
    assertThat(removed.spec().customDomain()).isNull();
    assertThat(tables.create(stores, BOB, body("Two", "shop.example.com"))).isNotNull();
  }

  @Test
  void refusesAnUnknownChartVersionAndNamesTheKnownOnes() {
    Body unknown = new Body("Shop", "medusa", null, "9.9.9", null, null, null, null, null);
    Rejected refusal = refusal(() -> tables.create(stores, ANN, unknown));
    assertThat(refusal)
        .hasMessage("chart_version \"9.9.9\" is not known for medusa; known are 1.1.0, 1.0.0");
  }

  @Test
  void goesBackToWhatARevisionHad() {
    Store store = tables.create(ANN, "Shop");
    tables.settle(store, Phase.READY);
    new Releases(tables.jdbi()).begin(ReleasesTest.release(store.id(), 1, "1.0.0", Plan.BUSINESS));

    Store back = stores.rollback(ANN, store.id(), 1);

    assertThat(back.spec().chartVersion()).isEqualTo("1.0.0");
    assertThat(back.spec().plan()).isEqualTo(Plan.BUSINESS);
    assertThat(back.spec().name()).isEqualTo("Shop");
    assertThat(back.shown()).isEqualTo(Phase.UPDATING);
    assertThat(refusal(() -> stores.rollback(ANN, store.id(), 2)))
        .hasMessageContaining("revision 2 does not exist");
  }

  @ParameterizedTest
  @CsvSource({"READY, false", "DEGRADED, true", "FAILED, true", "SUSPENDED, false"})
  void retriesOnlyWhatIsBroken(Phase phase, boolean permitted) {
    Store store = tables.create(ANN, "Shop");
    tables.settle(store, phase);
    if (permitted) {
      Store again = stores.retry(ANN, store.id());
      assertThat(again.spec().retries()).isEqualTo(1);
      assertThat(again.spec().generation()).isEqualTo(2);
    } else {
      assertThat(refusal(() -> stores.retry(ANN, store.id())))
          .hasMessage(
              "Only a failed or degraded store can be retried; "
                  + store.id()
                  + " is "
                  + phase
                  + ".");
    }
  }

  @Test
  void goesOnAfterACancelWithARetry() {
    Store store = tables.create(ANN, "Shop");
    assertThat(stores.cancel(ANN, store.id()).spec().halted()).isTrue();
    tables.settle(store, Phase.FAILED);
    assertThat(refusal(() -> stores.cancel(ANN, store.id())).reason())
        .isEqualTo(Reason.STATE_CONFLICT);
    assertThat(stores.retry(ANN, store.id()).spec().halted()).isFalse();
  }

  @Test
  void deletesOnceHoweverOftenItIsAsked() {
    Store store = tables.create(ANN, "Shop");
    Store leaving = stores.delete(ANN, store.id());
    assertThat(leaving.shown()).isEqualTo(Phase.DELETING);
    assertThat(stores.delete(ANN, store.id())).isEqualTo(leaving);
    assertThat(timeline(store)).containsExactly("Requested", "DeletionRequested");
    tables.settle(store, Phase.DELETED);
    assertThat(stores.delete(ANN, store.id()).shown()).isEqualTo(Phase.DELETED);
  }

  @Test
  void doesNothingElseToAStoreThatIsLeaving() {
    Store store = tables.create(ANN, "Shop");
    stores.delete(ANN, store.id());
    List<Consumer<String>> acts =
        List.of(
            id -> stores.patch(ANN, id, name("Other"), 2),
            id -> stores.retry(ANN, id),
            id -> stores.cancel(ANN, id),
            id -> stores.rollback(ANN, id, 1));
    for (Consumer<String> act : acts) {
      assertThat(refusal(() -> act.accept(store.id())).reason()).isEqualTo(Reason.STATE_CONFLICT);
    }
  }

  @Test
  void keepsAChosenPasswordSealedUntilItIsUsed() {
    Body body =
        new Body("Shop", "medusa", null, null, null, null, null, "correct horse battery", null);
    Store store = tables.create(stores, ANN, body);
    SealedInputs inputs = new SealedInputs(tables.jdbi(), TestTables.KEY);
    assertThat(inputs.open(store.id())).contains("correct horse battery");
  }

  private List<String> timeline(Store store) {
    return new StoreEvents(tables.jdbi())
        .since(OPERATOR, store.id(), 0, 100).stream().map(StoreEvent::reason).toList();
  }

  private static StorePatch name(String name) {
    return new StorePatch(
        Optional.of(name),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty());
  }

  private static StorePatch plan(Plan plan) {
    return new StorePatch(
        Optional.empty(),
        Optional.of(plan),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty());
  }

  private static StorePatch domain(String domain) {
    return new StorePatch(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true,
        Optional.of(domain));
  }

  private static Rejected refusal(ThrowingCallable act) {
    Rejected refusal = catchThrowableOfType(Rejected.class, act);
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal;
  }

  private static String outcome(Runnable act) {
    try {
      act.run();
      return "done";
    } catch (Rejected e) {
      return e.reason().name();
    }
  }
}
