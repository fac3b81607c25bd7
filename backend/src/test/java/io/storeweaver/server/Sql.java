package io.storeweaver.server;

import java.sql.DriverManager;
import java.sql.SQLException;

/** A look into the database of the server under test, and a hand in it. */
final class Sql {
  private Sql() {}

  static int run(String statement, Object... values) {
    try (var connection = DriverManager.getConnection(System.getProperty("weaver.database-url"));
        var sql = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        sql.setObject(i + 1, values[i]);
      }
      return sql.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(statement, e);
    }
  }

  static String text(String query, Object... values) {
    try (var connection = DriverManager.getConnection(System.getProperty("weaver.database-url"));
        var sql = connection.prepareStatement(query)) {
      for (int i = 0; i < values.length; i++) {
        sql.setObject(i + 1, values[i]);
      }
      try (var rows = sql.executeQuery()) {
        return rows.next() ? rows.getString(1) : "";
      }
    } catch (SQLException e) {
      throw new AssertionError(query, e);
    }
  }
}
