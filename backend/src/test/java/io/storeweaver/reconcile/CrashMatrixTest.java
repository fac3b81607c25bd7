package io.storeweaver.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeweaver.sandbox.Fault;
import io.storeweaver.store.Phase;
import io.storeweaver.store.Plan;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The process is cut before and after every single write of every act, to the cluster and to the
 * database, and a new process takes over. It always ends where the undisturbed act ends: nothing
 * double, nothing left over, the same credentials.
 */
class CrashMatrixTest {
  private static final String WRITES = "^(create|apply|patch|update|delete|deletecollection) ";

  /**
   * What an owner can ask for, and how to bring a ready store back to where the act can be asked
   * for again.
   */
  enum Act {
    CREATE {
      @Override
      String begin(World world, String id) {
        return world.create("Crashed").id();
      }

      @Override
      void undo(World world, String id) {
        world.stores.delete(World.OWNER, id);
        world.until(id, Phase.DELETED);
      }
    },
    UPGRADE {
      @Override
      String begin(World world, String id) {
        world.patch(id, Optional.of(Plan.BUSINESS), Optional.of("9.0.0"), Optional.empty());
        return id;
      }

      @Override
      void undo(World world, String id) {
        world.patch(id, Optional.of(Plan.STARTER), Optional.of("1.0.0"), Optional.empty());
        world.until(id, Phase.READY);
      }
    },
    ROLLBACK {
      @Override
      String begin(World world, String id) {
        world.stores.rollback(World.OWNER, id, 1);
        return id;
      }

      @Override
      void undo(World world, String id) {
        UPGRADE.begin(world, id);
        world.until(id, Phase.READY);
      }

      @Override
      void prepare(World world, String id) {
        undo(world, id);
      }
    },
    SUSPEND {
      @Override
      String begin(World world, String id) {
        world.patch(id, Optional.empty(), Optional.empty(), Optional.of(true));
        return id;
      }

      @Override
      void undo(World world, String id) {
        RESUME.begin(world, id);
        world.until(id, Phase.READY);
      }

      @Override
      Phase end() {
        return Phase.SUSPENDED;
      }
    },
    RESUME {
      @Override
      String begin(World world, String id) {
        world.patch(id, Optional.empty(), Optional.empty(), Optional.of(false));
        return id;
      }

      @Override
      void undo(World world, String id) {
        SUSPEND.begin(world, id);
        world.until(id, Phase.SUSPENDED);
      }

      @Override
      void prepare(World world, String id) {
        undo(world, id);
      }
    },
    DELETE {
      @Override
      String begin(World world, String id) {
        world.stores.delete(World.OWNER, id);
        return id;
      }

      @Override
      Phase end() {
        return Phase.DELETED;
      }

      @Override
      boolean consumes() {
        return true;
      }
    };

    abstract String begin(World world, String id);

    void undo(World world, String id) {}

    void prepare(World world, String id) {}

    Phase end() {
      return Phase.READY;
    }

    /** True where each try needs a store of its own. */
    boolean consumes() {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource
  void anActThatIsCutAnywhereStillEndsWhereItShould(Act act) {
    try (World world = new World().withSmallCharts()) {
      String standing = act == Act.CREATE || act.consumes() ? "" : world.create("Standing").id();
      if (!standing.isEmpty()) {
        world.until(standing, Phase.READY);
        act.prepare(world, standing);
      }
      Cost cost = cost(world, act, standing);
      assertThat(cost.clusterWrites()).isPositive();
      for (int write = 1; write <= cost.clusterWrites(); write++) {
        tried(world, act, standing, new ClusterCut(write, true));
        tried(world, act, standing, new ClusterCut(write, false));
      }
      for (int use = 1; use <= cost.databaseUses(); use++) {
        tried(world, act, standing, new DatabaseCut(use));
      }
    }
  }

  private record Cost(int clusterWrites, int databaseUses) {}

  /** What the undisturbed act costs: so many places there are to cut it. */
  private static Cost cost(World world, Act act, String standing) {
    String id = subject(world, act, standing);
    world.sandbox.traffic().reset();
    id = act.begin(world, id);
    long before = world.database.used();
    world.until(id, act.end());
    Cost cost =
        new Cost(
            (int) world.sandbox.traffic().writes(),
            (int) Math.min(40, world.database.used() - before));
    act.undo(world, id);
    return cost;
  }

  private static String subject(World world, Act act, String standing) {
    if (!act.consumes()) {
      return standing;
    }
    String id = world.create("Consumed").id();
    world.until(id, Phase.READY);
    return id;
  }

  private sealed interface Cut {
    void arm(World world);
  }

  /**
   * The process dies at the n-th write to the cluster: before it is done, or when it is done and
   * not yet answered.
   */
  private record ClusterCut(int write, boolean before) implements Cut {
    @Override
    public void arm(World world) {
      if (write > 1) {
        world
            .sandbox
            .faults()
            .add(new Fault(Pattern.compile(WRITES), write - 1, 1, new Fault.Delay(Duration.ZERO)));
      }
      world.sandbox.faults().add(Fault.cut(WRITES, !before, () -> die(world)).times(1));
    }
  }

  // A dead process reaches nothing any more: neither cluster nor database.
  private static void die(World world) {
    world.database.cutAfter(0);
    world.sandbox.faults().add(Fault.dropBefore("."));
  }

  /** The process dies at the n-th use of the database. */
  private record DatabaseCut(int use) implements Cut {
    @Override
    public void arm(World world) {
      world.database.cutAfter(use - 1L);
    }
  }

  private static void tried(World world, Act act, String standing, Cut cut) {
    String id = act.begin(world, subject(world, act, standing));
    Map<String, String> credentials = act == Act.CREATE ? Map.of() : world.credentials(id);
    cut.arm(world);
    runUntilDead(world);
    world.sandbox.faults().clear();
    world.database.mend();
    world.restart();
    assertThat(world.until(id, act.end()).status().waitingFor())
        .as("%s cut at %s", act, cut)
        .isNull();
    if (act.end() == Phase.DELETED) {
      world.assertNamespaces();
      return;
    }
    world.assertWhole(id);
    if (!credentials.isEmpty()) {
      assertThat(world.credentials(id)).as("%s cut at %s", act, cut).isEqualTo(credentials);
    }
    act.undo(world, id);
  }

  /**
   * Works until the cut is reached; where the act needs fewer writes this time, until nothing is
   * left to do.
   */
  private static void runUntilDead(World world) {
    try {
      int idle = 0;
      for (int round = 0; idle < 30 && round < 500; round++) {
        idle = world.round() == 0 ? idle + 1 : 0;
        if (idle > 0) {
          java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
      }
    } catch (RuntimeException e) {
      assertThat(e).hasRootCauseInstanceOf(java.sql.SQLException.class);
    }
  }
}
