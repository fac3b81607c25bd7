package io.storeweaver.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.storeweaver.account.Caller;
import io.storeweaver.server.TestDatabase;
import io.storeweaver.store.ChartVersions;
import io.storeweaver.store.ChartVersions.ChartVersion;
import io.storeweaver.store.Engine;
import io.storeweaver.store.NewStore;
import io.storeweaver.store.SealedInputs;
import io.storeweaver.store.StoreLimits;
import io.storeweaver.store.StoreSearch;
import io.storeweaver.store.Stores;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two databases that can be told apart: a replica that lags behind its primary. */
class ReadReplicaTest {
  private static final Caller ANN = new Caller("ann", false);

  private final HikariDataSource primaryPool = pool();
  private final HikariDataSource replicaPool = pool();
  private final Jdbi primary = Jdbi.create(primaryPool);
  private final Jdbi replica = Jdbi.create(replicaPool);

  ReadReplicaTest() {
    create(primary, "In the primary");
    create(replica, "In the replica");
  }

  @AfterEach
  void close() {
    primaryPool.close();
    replicaPool.close();
  }

  @Test
  void aListIsReadFromTheReplica() {
    assertThat(names(new ReadReplica(search(primary), Optional.of(search(replica)))))
        .containsExactly("In the replica");
  }

  @Test
  void withoutAReplicaThePrimaryAnswers() {
    assertThat(names(new ReadReplica(search(primary), Optional.empty())))
        .containsExactly("In the primary");
  }

  @Test
  void whileTheReplicaIsAwayThePrimaryAnswers() {
    ReadReplica reads = new ReadReplica(search(primary), Optional.of(search(replica)));
    replicaPool.close();
    assertThat(names(reads)).containsExactly("In the primary");
    assertThat(names(reads)).containsExactly("In the primary");
  }

  private static List<String> names(ReadReplica reads) {
    return reads.read(search -> AllStores.of(search, ANN)).stream()
        .map(store -> store.spec().name())
        .toList();
  }

  private static StoreSearch search(Jdbi jdbi) {
    return new StoreSearch(jdbi);
  }

  private static HikariDataSource pool() {
    HikariDataSource pool = new HikariDataSource();
    pool.setDataSource(TestDatabase.fresh());
    pool.setMaximumPoolSize(2);
    return pool;
  }

  private static void create(Jdbi jdbi, String name) {
    new ChartVersions(jdbi)
        .put(new ChartVersion(Engine.MEDUSA, "1.0.0", "2", "sha256:1"), new byte[] {1});
    SealedInputs inputs = new SealedInputs(jdbi, new SecretKeySpec(new byte[32], "AES"));
    Stores stores = new Stores(jdbi, new StoreLimits(10, 10), inputs, ".localhost");
    NewStore wanted = NewStore.of(NewStore.Body.of(name, "medusa"));
    jdbi.useTransaction(handle -> stores.create(handle, ANN, wanted));
  }
}
