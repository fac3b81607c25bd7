package io.storeweaver.cli;

import io.storeweaver.cli.LoginFile.Login;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which server, and who one is there: options first, then the environment, then what {@code weaver
 * login} stored. A stored identity is only ever sent to the server that it belongs to.
 *
 * @param server without a slash at its end
 * @param token a secret; never shown
 */
record Access(String server, @Nullable String user, @Nullable String token) {
  static final String DEFAULT_SERVER = "http://localhost:3000";

  static Access of(
      @Nullable String serverOption,
      @Nullable String userOption,
      Console console,
      Optional<Login> stored) {
    String named = first(serverOption, console.variable("WEAVER_SERVER"));
    String server =
        checked(named != null ? named : stored.map(Login::server).orElse(DEFAULT_SERVER));
    Optional<Login> login = stored.filter(l -> l.server().equals(server));
    return new Access(
        server,
        first(
            first(userOption, console.variable("WEAVER_USER")),
            login.map(Login::user).orElse(null)),
        first(console.variable("WEAVER_TOKEN"), login.map(Login::token).orElse(null)));
  }

  private static @Nullable String first(@Nullable String a, @Nullable String b) {
    return a != null ? a : b;
  }

  private static String checked(String given) {
    String url = given.contains("://") ? given : "http://" + given;
    try {
      URI uri = URI.create(url);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
        return url.replaceAll("/+$", "");
      }
    } catch (IllegalArgumentException e) {
      // The one refusal below says what is wanted.
    }
    throw new CommandFailed(
        Exit.USAGE,
        "\"" + given + "\" is no address of a server.",
        "Write it like http://localhost:3000 or https://weaver.example.com.");
  }

  /** Says nothing of the token. */
  @Override
  public String toString() {
    return "Access[" + server + "]";
  }
}
