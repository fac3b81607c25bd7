package io.storeweaver.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeweaver.account.Caller;
import io.storeweaver.store.StoreSearch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DatabaseReplicaTest {

  @Test
  void aReplicaIsReadWhereItsUrlSays() {
    assertThat(answer("select 42", Integer.class)).isEqualTo(42);
  }

  @Test
  void aTransactionThatNobodyGoesOnWithIsEndedByTheServer() {
    assertThat(answer("show idle_in_transaction_session_timeout", String.class)).isEqualTo("10s");
  }

  @Test
  void aReplicaThatIsAwayIsNeitherAProblemAtStartNorWaitedForLong() throws IOException {
    String nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = "postgresql://user:password@127.0.0.1:" + socket.getLocalPort() + "/stores";
    }
    try (Database replica = Database.replica(nobody, Optional.empty())) {
      long begun = System.nanoTime();
      StoreSearch search = new StoreSearch(replica.jdbi());
      assertThatThrownBy(() -> search.counts(new Caller("anybody", false)))
          .isInstanceOf(JdbiException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }
  }

  private static <T> T answer(String sql, Class<T> type) {
    try (PostgresServer server = PostgresServer.temporary()) {
      String login = "?user=" + server.username() + "&password=" + server.password();
      try (Database replica = Database.replica(server.jdbcUrl() + login, Optional.empty())) {
        return replica.jdbi().withHandle(h -> h.createQuery(sql).mapTo(type).one());
      }
    }
  }
}
