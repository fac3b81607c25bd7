package io.storeweaver.store;

import static io.storeweaver.store.TestTables.ANN;
import static io.storeweaver.store.TestTables.BOB;
import static io.storeweaver.store.TestTables.settled;
import static io.storeweaver.store.TestTables.together;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class StoreQueueTest {
  @AutoClose private final TestTables tables = new TestTables();

  @Test
  void neverGivesOneStoreToTwoClaimers() throws Exception {
    insertStores("ann", 500);
    Set<String> claimed = ConcurrentHashMap.newKeySet();
    List<String> twice = Collections.synchronizedList(new ArrayList<>());
    List<Callable<Integer>> claimers = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      StoreQueue queue = tables.queue("replica-" + i);
      claimers.add(
          () -> {
            int total = 0;
            List<Claim> claims = queue.claim(7);
            while (!claims.isEmpty()) {
              total += claims.size();
              claims.stream()
                  .map(c -> c.store().id())
                  .filter(id -> !claimed.add(id))
                  .forEach(twice::add);
              claims = queue.claim(7);
            }
            return total;
          });
    }

    int total = together(claimers).stream().mapToInt(Integer::intValue).sum();

    assertThat(twice).isEmpty();
    assertThat(total).isEqualTo(500);
  }

  @Test
  void letsTheLoserOfALeaseWriteNothing() {
    Store store = tables.create(ANN, "Shop");
    Claim lost = claimOne("first");
    expireLeases();
    Claim held = claimOne("second");

    assertThat(tables.queue("second").progress(held, settled(store, Phase.UPDATING), List.of()))
        .isTrue();
    List<StoreEvent.Draft> lines = List.of(StoreEvent.Draft.normal("Late", "Written too late"));
    assertThat(tables.queue("first").progress(lost, settled(store, Phase.FAILED), lines)).isFalse();
    assertThat(
            tables
                .queue("first")
                .finish(lost, settled(store, Phase.FAILED), lines, null, Lane.USER, false))
        .isFalse();

    Store now = tables.stores().get(ANN, store.id());
    assertThat(now.status().phase()).isEqualTo(Phase.UPDATING);
    assertThat(tables.value("select count(*) from store_events where reason = 'Late'", Long.class))
        .isZero();
    assertThat(tables.value("select lease_holder from stores", String.class)).isEqualTo("second");
  }

  @Test
  void tellsFromWhomAStoreIsTakenOver() {
    tables.create(ANN, "Shop");
    Claim first = claimOne("first");
    expireLeases();
    Claim second = claimOne("second");
    finish(tables.queue("second"), second, Phase.READY, Duration.ZERO, Lane.USER);

    assertThat(first.takenOver()).isEmpty();
    assertThat(second.takenOver()).map(Claim.RunOutLease::holder).contains("first");
    assertThat(second.takenOver().orElseThrow().since()).isPositive();
    assertThat(claimOne("third").takenOver()).as("it was given back").isEmpty();
  }

  @Test
  void keepsAWakeThatArrivesDuringATurn() {
    Store store = tables.create(ANN, "Shop");
    StoreQueue queue = tables.queue("a");
    Claim claim = claimOne("a");
    queue.wake(List.of(store.id()), Lane.RECOVERY);
    assertThat(queue.claim(1)).as("it is still leased").isEmpty();

    queue.finish(
        claim, settled(store, Phase.READY), List.of(), Duration.ofHours(1), Lane.RESYNC, false);

    assertThat(queue.claim(1)).hasSize(1);
  }

  @Test
  void keepsAnOwnersEditThatArrivesDuringATurn() {
    Store store = tables.create(ANN, "Shop");
    Claim claim = claimOne("a");
    tables.stores().cancel(ANN, store.id());

    tables
        .queue("a")
        .finish(claim, settled(store, Phase.READY), List.of(), null, Lane.RESYNC, false);

    assertThat(claimOne("a").store().spec().halted()).isTrue();
  }

  @Test
  void leavesAStoreAloneUntilItIsWokenOrDueAgain() {
    Store store = tables.create(ANN, "Shop");
    StoreQueue queue = tables.queue("a");
    finish(queue, claimOne("a"), Phase.READY, Duration.ofHours(1), Lane.RECOVERY);
    assertThat(queue.claim(1)).isEmpty();
    queue.wake(List.of(store.id()), Lane.RECOVERY);
    finish(queue, claimOne("a"), Phase.READY, null, Lane.RECOVERY);
    assertThat(queue.claim(1)).isEmpty();
    assertThat(tables.value("select next_reconcile_at is null from stores", Boolean.class))
        .isTrue();
  }

  @Test
  void needsNoNotificationToFindWork() {
    // Nobody listens on this database: what is due is found by the claim alone.
    Store store = tables.create(ANN, "Shop");
    assertThat(claimOne("a").store().id()).isEqualTo(store.id());
  }

  @Test
  void neverWakesADeletedStore() {
    Store store = tables.create(ANN, "Shop");
    StoreQueue queue = tables.queue("a");
    finish(queue, claimOne("a"), Phase.DELETED, null, Lane.USER);
    queue.wake(List.of(store.id()), Lane.USER);
    assertThat(queue.claim(1)).isEmpty();
  }

  @Test
  void servesPeopleBeforeRecoveryAndRecoveryBeforeTheNet() {
    List<String> ids = insertStores("ann", 3);
    StoreQueue queue = tables.queue("a");
    queue.claim(3).forEach(c -> finish(queue, c, Phase.READY, null, Lane.USER));
    queue.wake(List.of(ids.get(0)), Lane.RESYNC);
    queue.wake(List.of(ids.get(1)), Lane.RECOVERY);
    queue.wake(List.of(ids.get(2)), Lane.USER);

    List<String> order =
        IntStream.range(0, 3).mapToObj(i -> queue.claim(1).getFirst().store().id()).toList();

    assertThat(order).containsExactly(ids.get(2), ids.get(1), ids.get(0));
  }

  @Test
  void raisesAWaitingStoreToTheMoreUrgentLaneAndNeverLowersIt() {
    List<String> ids = insertStores("ann", 1);
    StoreQueue queue = tables.queue("a");
    queue.claim(1).forEach(c -> finish(queue, c, Phase.READY, null, Lane.USER));
    for (Lane lane : List.of(Lane.RESYNC, Lane.USER, Lane.RECOVERY)) {
      queue.wake(ids, lane);
    }
    assertThat(tables.value("select lane from stores", Integer.class)).isEqualTo(Lane.USER.rank());
  }

  @Test
  void letsNobodysHundredStoresDelayAnothersFirst() {
    insertStores("ann", 100);
    List<String> bobs = insertStores("bob", 2);

    List<String> first = tables.queue("a").claim(2).stream().map(c -> c.store().owner()).toList();
    assertThat(first).containsExactlyInAnyOrder("ann", "bob");

    // Bob's first store is under way and counts: his second one is equal to Ann's second.
    List<String> second = tables.queue("a").claim(2).stream().map(c -> c.store().owner()).toList();
    assertThat(second).containsExactlyInAnyOrder("ann", "bob");
    assertThat(bobs).hasSize(2);
  }

  @Test
  void boundsWhatIsUnderWayAcrossAllReplicas() throws Exception {
    insertStores("ann", 60);
    int bound = 5;
    AtomicInteger most = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    List<Callable<Integer>> replicas = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      StoreQueue queue = tables.queue("replica-" + i, bound, 1);
      replicas.add(
          () -> {
            for (int round = 0; round < 2_000 && done.get() < 60; round++) {
              for (Claim claim : queue.claim(4)) {
                most.accumulateAndGet(placesTaken(), Math::max);
                finish(queue, claim, Phase.READY, null, Lane.USER);
                done.incrementAndGet();
              }
            }
            return 0;
          });
    }
    together(replicas);
    assertThat(done).hasValue(60);
    assertThat(most.get()).isPositive().isLessThanOrEqualTo(bound);
  }

  @Test
  void keepsThePlaceOfAStoreThatIsUnderWayBetweenItsTurns() {
    insertStores("ann", 3);
    StoreQueue queue = tables.queue("a", 1, 1);
    Claim first = queue.claim(10).getFirst();
    queue.finish(first, first.store().status(), List.of(), Duration.ZERO, Lane.RECOVERY, true);

    List<Claim> next = queue.claim(10);

    assertThat(next)
        .singleElement()
        .satisfies(c -> assertThat(c.store().id()).isEqualTo(first.store().id()));
  }

  @Test
  void saysWhereInTheQueueAStoreStands() {
    insertStores("ann", 3);
    List<String> bobs = insertStores("bob", 1);
    StoreQueue queue = tables.queue("a", 1, 1);
    Claim underWay = queue.claim(10).getFirst();

    assertThat(queue.positions())
        .hasSize(3)
        .doesNotContainKey(underWay.store().id())
        .containsValues(1, 2, 3);
    assertThat(queue.positions()).as("Ann already has a place").containsEntry(bobs.getFirst(), 1);

    finish(queue, underWay, Phase.READY, null, Lane.USER);
    Claim next = queue.claim(10).getFirst();
    assertThat(queue.positions()).hasSize(2).containsValues(1, 2);
    assertThat(next.store().id()).isNotEqualTo(underWay.store().id());
  }

  @Test
  void boundsDeletionsApartFromCreations() {
    insertStores("ann", 4);
    StoreQueue queue = tables.queue("a", 2, 1);
    assertThat(queue.claim(10)).hasSize(2);
    for (Store store : new StoreChanges(tables.jdbi()).live()) {
      if (tables.value(
          "select slot is null from stores where id = '" + store.id() + "'", Boolean.class)) {
        tables.stores().delete(ANN, store.id());
      }
    }

    List<Claim> deletes = queue.claim(10);

    assertThat(deletes).singleElement().satisfies(c -> assertThat(c.slot()).isEqualTo("delete"));
    assertThat(queue.claim(10)).isEmpty();
    finish(queue, deletes.getFirst(), Phase.DELETED, null, Lane.USER);
    assertThat(queue.claim(10)).hasSize(1);
  }

  @Test
  void needsNoPlaceToLookAtAStoreThatIsReady() {
    List<String> ids = insertStores("ann", 2);
    StoreQueue roomy = tables.queue("a");
    roomy.claim(10).forEach(c -> finish(roomy, c, Phase.READY, null, Lane.USER));
    insertStores("bob", 1);
    StoreQueue queue = tables.queue("b", 1, 1);
    assertThat(queue.claim(1)).hasSize(1);
    queue.wake(ids, Lane.RECOVERY);
    assertThat(queue.claim(10)).hasSize(2).allSatisfy(c -> assertThat(c.slot()).isEmpty());
  }

  @Test
  void keepsALeaseThatIsRenewedAndHandsOverOneThatExpires() {
    tables.create(ANN, "Shop");
    StoreQueue first = tables.queue("first");
    Claim claim = claimOne("first");
    expireLeases();
    assertThat(first.renew(List.of(claim))).containsExactly(claim.store().id());
    assertThat(tables.queue("second").claim(1)).isEmpty();

    expireLeases();
    Claim taken = tables.queue("second").claim(1).getFirst();

    assertThat(taken.fence()).isGreaterThan(claim.fence());
    assertThat(first.renew(List.of(claim))).as("lost for good").isEmpty();
    assertThat(tables.queue("second").renew(List.of(taken))).hasSize(1);
    assertThat(first.renew(List.of())).isEmpty();
  }

  @Test
  void givesBackOnlyItsOwnWorkWhenItStops() {
    tables.create(ANN, "One");
    Claim mine = claimOne("leaving");
    tables.create(ANN, "Two");
    claimOne("staying");

    tables.queue("leaving").surrender();

    assertThat(tables.queue("staying").claim(10))
        .singleElement()
        .satisfies(c -> assertThat(c.store().id()).isEqualTo(mine.store().id()));
  }

  @Test
  void takesOverEverythingAfterARestartWithItsOwnDatabase() {
    insertStores("ann", 3);
    assertThat(tables.queue("killed").claim(3)).hasSize(3);
    StoreQueue restarted = tables.queue("restarted");
    assertThat(restarted.claim(3)).isEmpty();
    restarted.takeOverAll();
    assertThat(restarted.claim(3)).hasSize(3);
  }

  @Test
  void announcesAChangeOnlyWhereAClientCanSeeIt() {
    Store store = tables.create(ANN, "Shop");
    StoreQueue queue = tables.queue("a");
    Claim claim = claimOne("a");
    queue.progress(claim, claim.store().status(), List.of());
    assertThat(tables.stores().get(ANN, store.id()).changeSequence())
        .isEqualTo(store.changeSequence());
    queue.progress(claim, settled(store, Phase.READY), List.of());
    assertThat(tables.stores().get(ANN, store.id()).changeSequence())
        .isGreaterThan(store.changeSequence());
    assertThat(tables.stores().find(BOB, store.id())).isEmpty();
  }

  private int placesTaken() {
    return tables.value("select count(*) from stores where slot = 'provision'", Integer.class);
  }

  private Claim claimOne(String holder) {
    return tables.queue(holder).claim(1).getFirst();
  }

  private static void finish(
      StoreQueue queue, Claim claim, Phase phase, @Nullable Duration again, Lane lane) {
    assertThat(queue.finish(claim, settled(claim.store(), phase), List.of(), again, lane, false))
        .isTrue();
  }

  private void expireLeases() {
    tables.execute(
        "update stores set lease_until = now() - interval '1 second' where lease_until is not null");
  }

  private List<String> insertStores(String owner, int count) {
    return tables
        .jdbi()
        .withHandle(
            handle -> {
              handle.execute("insert into accounts (id) values (?) on conflict do nothing", owner);
              return handle
                  .createQuery(
                      """
                      insert into stores (id, owner, namespace, slug, host, engine, storefront, admin_email, admin_username,
                        name, name_key, plan, chart_version)
                      select id, :owner, 'store-' || id, 'shop', id || '.localhost', 'woocommerce', true, 'a@example.com', 'admin',
                        id, id, 'starter', '1.0.0'
                      from (select :owner || '-' || n as id from generate_series(1, :count) n) as made returning id
                      """)
                  .bind("owner", owner)
                  .bind("count", count)
                  .mapTo(String.class)
                  .list();
            });
  }
}
