package io.storeweaver.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeweaver.Setting;
import io.storeweaver.WeaverConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Replicas bring the schema up to date by themselves, whoever comes first. */
@Timeout(60)
class MigrationTest {
  private static final int REPLICAS = 4;

  @Test
  void ofReplicasThatStartTogetherOneMigratesAndAllStart() throws Exception {
    try (PostgresServer server = PostgresServer.temporary();
        ExecutorService replicas = Executors.newFixedThreadPool(REPLICAS)) {
      Callable<Integer> replica = () -> migrations(server);
      List<Future<Integer>> starts =
          Stream.generate(() -> replicas.submit(replica)).limit(REPLICAS).toList();
      int migrations = migrations(server);
      assertThat(migrations).isPositive();
      for (Future<Integer> start : starts) {
        assertThat(start.get(50, TimeUnit.SECONDS)).isEqualTo(migrations);
      }
    }
  }

  @Test
  void anOlderReleaseStartsOnTheSchemaOfANewerOne() {
    try (PostgresServer server = PostgresServer.temporary()) {
      int known = migrations(server);
      try (Database database = Database.open(config(server))) {
        database
            .jdbi()
            .useHandle(
                handle ->
                    handle.execute(
                        """
                        insert into flyway_schema_history
                          (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                        select max(installed_rank) + 1, '999', 'later', 'SQL', 'V999__later.sql', 1, 'later', 1, true
                        from flyway_schema_history
                        """));
      }
      assertThat(migrations(server)).isEqualTo(known + 1);
    }
  }

  /** Starts as a replica does, and says how many migrations the database has had. */
  private static int migrations(PostgresServer server) {
    try (Database database = Database.open(config(server))) {
      return database
          .jdbi()
          .withHandle(
              handle ->
                  handle
                      .createQuery("select count(*) from flyway_schema_history where success")
                      .mapTo(Integer.class)
                      .one());
    }
  }

  private static WeaverConfig config(PostgresServer server) {
    String url = server.jdbcUrl() + "?user=" + server.username() + "&password=" + server.password();
    return WeaverConfig.of(Map.of(Setting.DATABASE_URL, url));
  }
}
