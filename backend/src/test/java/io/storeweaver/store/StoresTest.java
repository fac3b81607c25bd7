package io.storeweaver.store;

import static io.storeweaver.store.Refusals.refusal;
import static io.storeweaver.store.StorePatches.domain;
import static io.storeweaver.store.StorePatches.name;
import static io.storeweaver.store.StorePatches.plan;
import static io.storeweaver.store.TestTables.ANN;
import static io.storeweaver.store.TestTables.BOB;
import static io.storeweaver.store.TestTables.OPERATOR;
import static io.storeweaver.store.TestTables.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.account.Caller;
import io.storeweaver.store.NewStore.Body;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an owner may do with a store that there is. */
class StoresTest {
  @AutoClose private final TestTables tables = new TestTables();
  private final Stores stores = tables.stores();

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
    assertThat(tables.timeline(store))
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
    assertThat(tables.timeline(store)).containsExactly("Requested");
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
    assertThat(tables.timeline(store)).containsExactly("Requested", "DeletionRequested");
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
}
