package io.storeweaver.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeweaver.Rejected;
import io.storeweaver.sandbox.Fault;
import io.storeweaver.store.Phase;
import io.storeweaver.store.Plan;
import io.storeweaver.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

/**
 * Thousands of random lives of a store in a random world: an unreliable cluster, a dying process,
 * an owner who changes their mind. When the world calms down, every store is where its owner last
 * wanted it. A failing schedule is played again with {@code -Dfaults.seed=N}.
 */
class FaultScheduleTest {
  private static final int SCHEDULES = Integer.getInteger("faults.schedules", 400);
  private static final int THREADS = 2;
  private static final int MOMENTS = 6;

  @Test
  void whateverHappensAStoreEndsWhereItsOwnerWantsIt() throws Exception {
    Integer only = Integer.getInteger("faults.seed");
    AtomicInteger next = new AtomicInteger(only == null ? 1 : only);
    int last = only == null ? SCHEDULES : only;
    List<Future<Integer>> results = new ArrayList<>();
    int played = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      Callable<Integer> player = () -> play(next, last);
      for (int i = 0; i < THREADS; i++) {
        results.add(threads.submit(player));
      }
      for (Future<Integer> result : results) {
        played += result.get();
      }
    }
    assertThat(played).isEqualTo(only == null ? SCHEDULES : 1);
  }

  private static int play(AtomicInteger next, int last) {
    int played = 0;
    try (World world = new World().withSmallCharts()) {
      for (int seed = next.getAndIncrement(); seed <= last; seed = next.getAndIncrement()) {
        new Schedule(world, seed).play();
        played++;
      }
    }
    return played;
  }

  /** One random life. */
  private static final class Schedule {
    private final World world;
    private final int seed;
    private final Random random;

    Schedule(World world, int seed) {
      this.world = world;
      this.seed = seed;
      this.random = new Random(seed);
      world.sandbox.faults().seed(seed);
    }

    void play() {
      try {
        String id = world.create("Life " + seed).id();
        for (int moment = 0; moment < MOMENTS; moment++) {
          disturb();
          ask(id);
          work();
        }
        calm();
        Store wanted = world.get(id);
        Map<String, String> credentials = world.credentials(id);
        if (!wanted.spec().deleteRequested()) {
          world.until(id, wanted.spec().suspended() ? Phase.SUSPENDED : Phase.READY);
          world.assertWhole(id);
          assertThat(world.credentials(id)).containsAllEntriesOf(credentials);
          world.stores.delete(World.OWNER, id);
        }
        world.until(id, Phase.DELETED);
        world.assertNamespaces();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "Schedule " + seed + " failed; play it again with -Dfaults.seed=" + seed, e);
      }
    }

    private void disturb() {
      String what =
          random.nextInt(4) > 0
              ? "^(create|apply|patch|delete) "
              : "^(create|apply|patch|delete|get|list|watch) ";
      Fault fault =
          switch (random.nextInt(8)) {
            case 0 -> Fault.answer(what, 409);
            case 1 -> Fault.answer(what, 429);
            case 2 -> Fault.answer(what, 500);
            case 3 -> Fault.answer(what, 503);
            case 4 -> Fault.dropBefore(what);
            case 5, 6 -> Fault.dropAfter(what);
            default -> Fault.delay(what, Duration.ofMillis(5));
          };
      world.sandbox.faults().clear();
      world.sandbox.faults().add(fault.chance(random.nextDouble() * 0.5));
      switch (random.nextInt(6)) {
        case 0 -> world.sandbox.faults().dropWatches();
        case 1 -> world.sandbox.faults().compact();
        case 2 -> world.database.cutAfter(random.nextInt(8));
        case 3 -> world.restart();
        default -> {}
      }
    }

    private void ask(String id) {
      try {
        switch (random.nextInt(9)) {
          case 0 ->
              world.patch(
                  id,
                  Optional.of(random.nextBoolean() ? Plan.BUSINESS : Plan.STARTER),
                  Optional.empty(),
                  Optional.empty());
          case 1 ->
              world.patch(
                  id,
                  Optional.empty(),
                  Optional.of(random.nextBoolean() ? "9.0.0" : "1.0.0"),
                  Optional.empty());
          case 2 ->
              world.patch(
                  id, Optional.empty(), Optional.empty(), Optional.of(random.nextBoolean()));
          case 3 -> world.stores.rollback(World.OWNER, id, 1);
          case 4 -> world.stores.retry(World.OWNER, id);
          case 5 -> deleteSometimes(id);
          default -> {}
        }
      } catch (Rejected | JdbiException e) {
        // The owner asked for what is not possible now, or the database was away: nothing was
        // changed.
        world.database.mend();
      }
    }

    private void deleteSometimes(String id) {
      if (random.nextInt(3) == 0) {
        world.stores.delete(World.OWNER, id);
      }
    }

    private void work() {
      try {
        for (int i = random.nextInt(6); i >= 0; i--) {
          world.round();
        }
      } catch (RuntimeException e) {
        // The process died in the middle.
        world.database.mend();
        world.restart();
      }
    }

    private void calm() {
      world.sandbox.faults().clear();
      world.database.mend();
      if (random.nextBoolean()) {
        world.restart();
      }
    }
  }
}
