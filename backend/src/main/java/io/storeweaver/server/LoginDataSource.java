package io.storeweaver.server;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections to an external PostgreSQL with the login that is good now: it can be replaced, and
 * when the server refuses it, whoever knows a newer one is asked first.
 */
final class LoginDataSource extends PGSimpleDataSource {
  private volatile Login login = new Login(null, null);
  private volatile Runnable onRefusal = () -> {};

  /** Who we are to the database. */
  record Login(@Nullable String user, @Nullable String password) {}

  /**
   * @param url as libpq has it (PostgreSQL manual, §34.1.1.2), or as JDBC has it
   * @param password wins over one in the URL
   */
  static LoginDataSource of(String url, Optional<String> password, int patienceSeconds) {
    LoginDataSource source = new LoginDataSource();
    source.setUrl(url.startsWith("jdbc:") ? url : jdbc(URI.create(url)));
    source.setConnectTimeout(patienceSeconds);
    String[] given = url.startsWith("jdbc:") ? new String[0] : userInfo(URI.create(url));
    source.login =
        new Login(
            given.length > 0 ? given[0] : source.getUser(),
            password.orElse(given.length > 1 ? given[1] : source.getPassword()));
    return source;
  }

  private static String jdbc(URI uri) {
    return "jdbc:postgresql://"
        + uri.getHost()
        + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
        + uri.getPath()
        + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  private static String[] userInfo(URI uri) {
    String raw = uri.getRawUserInfo();
    String[] parts = raw == null ? new String[0] : raw.split(":", 2);
    for (int i = 0; i < parts.length; i++) {
      parts[i] = URLDecoder.decode(parts[i], StandardCharsets.UTF_8);
    }
    return parts;
  }

  /** Who is asked to look for a newer login before a refusal counts. */
  void onRefusal(Runnable look) {
    onRefusal = look;
  }

  /** Takes another one's login; false where it is the same. */
  boolean takeLogin(LoginDataSource other) {
    boolean changed = !login.equals(other.login);
    login = other.login;
    return changed;
  }

  /** True where both lead to the same database. */
  boolean sameServer(LoginDataSource other) {
    return address().equals(other.address());
  }

  private String address() {
    return String.join(",", getServerNames()) + "/" + getDatabaseName();
  }

  @Override
  public Connection getConnection() throws SQLException {
    Login tried = login;
    try {
      return getConnection(tried.user, tried.password);
    } catch (SQLException e) {
      // Class 28: invalid authorization.
      if (!String.valueOf(e.getSQLState()).startsWith("28")) {
        throw e;
      }
      onRefusal.run();
      Login newer = login;
      if (newer.equals(tried)) {
        throw e;
      }
      return getConnection(newer.user, newer.password);
    }
  }
}
