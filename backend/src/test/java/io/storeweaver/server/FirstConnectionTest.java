package io.storeweaver.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FirstConnectionTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static PostgresServer server;

  @BeforeAll
  static void start() {
    server = PostgresServer.temporary();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aDatabaseThatIsNotThereYetIsWaitedFor() throws IOException {
    Arriving database = new Arriving(3);
    FirstConnection.await(database, LONG);
    assertThat(database.tries).isEqualTo(3);
  }

  @Test
  void aWrongPasswordIsNotWaitedFor() throws IOException {
    Arriving database = new Arriving(1);
    database.setPassword("wrong");
    FirstConnection.await(database, LONG);
    assertThat(database.tries).isEqualTo(1);
  }

  @Test
  void theWaitEnds() throws IOException {
    Arriving database = new Arriving(Integer.MAX_VALUE);
    FirstConnection.await(database, Duration.ofMillis(600));
    assertThat(database.tries).isBetween(2, 4);
  }

  /** A server that listens from the so many-th try on. */
  private static final class Arriving extends PGSimpleDataSource {
    private static final long serialVersionUID = 1;

    private final int from;
    private int tries;

    Arriving(int from) throws IOException {
      this.from = from;
      setUrl(server.jdbcUrl());
      setUser(server.username());
      setPassword(server.password());
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        setServerNames(new String[] {"127.0.0.1"});
        setPortNumbers(new int[] {free.getLocalPort()});
      }
    }

    @Override
    public Connection getConnection() throws SQLException {
      tries++;
      if (tries == from) {
        setUrl(server.jdbcUrl());
      }
      return super.getConnection();
    }
  }
}
