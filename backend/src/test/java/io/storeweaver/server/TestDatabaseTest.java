package io.storeweaver.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {
  @Test
  void twoTestsDoNotSeeEachOther() throws SQLException {
    DataSource mine = TestDatabase.fresh();
    DataSource yours = TestDatabase.fresh();
    execute(mine, "CREATE TABLE note (word text)");
    execute(yours, "CREATE TABLE note (word text)");
    assertThat(TestDatabase.fresh()).isNotNull();
  }

  private static void execute(DataSource database, String statement) throws SQLException {
    try (Connection connection = database.getConnection();
        var sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }
}
