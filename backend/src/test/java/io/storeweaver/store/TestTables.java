package io.storeweaver.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.storeweaver.account.Caller;
import io.storeweaver.server.TestDatabase;
import io.storeweaver.store.ChartVersions.ChartVersion;
import io.storeweaver.store.NewStore.Body;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A database of a test's own, with two versions of each chart in it. */
final class TestTables implements AutoCloseable {
  static final Caller ANN = new Caller("ann", false);
  static final Caller BOB = new Caller("bob", false);
  static final Caller OPERATOR = new Caller("root", true);
  static final SecretKey KEY = new SecretKeySpec(new byte[32], "AES");

  private final DataSource unpooled = TestDatabase.fresh();
  private final HikariDataSource pool;
  private final Jdbi jdbi;

  TestTables() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(unpooled);
    config.setMaximumPoolSize(12);
    config.setMinimumIdle(1);
    pool = new HikariDataSource(config);
    jdbi = Jdbi.create(pool);
    ChartVersions charts = new ChartVersions(jdbi);
    for (Engine engine : Engine.values()) {
      for (String version : List.of("1.0.0", "1.1.0")) {
        charts.put(new ChartVersion(engine, version, "10", "sha256:" + version), new byte[] {1});
      }
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  Jdbi jdbi() {
    return jdbi;
  }

  DataSource unpooled() {
    return unpooled;
  }

  Stores stores() {
    return stores(new StoreLimits(10_000, 10_000));
  }

  Stores stores(StoreLimits limits) {
    return new Stores(jdbi, limits, new SealedInputs(jdbi, KEY), ".localhost");
  }

  StoreQueue queue(String holder, int maxProvisions, int maxDeletes) {
    return new StoreQueue(jdbi, holder, Duration.ofSeconds(30), maxProvisions, maxDeletes);
  }

  StoreQueue queue(String holder) {
    return queue(holder, 1_000, 1_000);
  }

  Store create(Caller owner, String name) {
    return create(stores(), owner, body(name));
  }

  Store create(Stores stores, Caller owner, Body body) {
    return jdbi.inTransaction(handle -> stores.create(handle, owner, NewStore.of(body)));
  }

  static Body body(String name) {
    return body(name, null);
  }

  static Body body(String name, @Nullable String domain) {
    return new Body(name, "woocommerce", null, null, domain, null, null, null, null);
  }

  /** Does the work of a turn that ends with the store as its owner wants it. */
  static StoreStatus settled(Store store, Phase phase) {
    StoreStatus s = store.status();
    return new StoreStatus(
        phase,
        store.spec().generation(),
        s.conditions(),
        s.waitingFor(),
        phase == Phase.FAILED ? "CRASH_LOOP" : null,
        s.attempts(),
        s.deadline(),
        "digest",
        1,
        s.credentialsRevision(),
        s.engineVersion(),
        s.storeUrl(),
        s.adminUrl(),
        phase == Phase.READY ? store.createdAt() : s.readyAt(),
        phase == Phase.DELETED ? store.createdAt() : null);
  }

  /** Lets a replica take one turn of that store, which ends in {@code phase}. */
  void settle(Store store, Phase phase) {
    StoreQueue queue = queue("settler");
    Claim claim =
        queue.claim(1_000).stream()
            .filter(c -> c.store().id().equals(store.id()))
            .findFirst()
            .orElseThrow();
    queue.finish(claim, settled(claim.store(), phase), List.of(), null, Lane.USER, false);
    queue.surrender();
  }

  List<String> timeline(Store store) {
    return new StoreEvents(jdbi)
        .since(OPERATOR, store.id(), 0, 100).stream().map(StoreEvent::reason).toList();
  }

  <T> T value(String sql, Class<T> type) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(type).one());
  }

  void execute(String sql) {
    jdbi.useHandle(handle -> handle.execute(sql));
  }

  /** Runs all tasks at the same time and gives their results in order, within 2 minutes. */
  static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(tasks, 120, TimeUnit.SECONDS).stream().map(TestTables::got).toList();
    }
  }

  private static <T> T got(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e.getCause() == null ? e : e.getCause());
    }
  }
}
