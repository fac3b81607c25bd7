package io.storeweaver;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The process: where it listens and where it keeps what is its own.
 *
 * @param corsOrigin of a dashboard that is hosted elsewhere
 */
public record ServerConfig(
    int port,
    String host,
    Environment environment,
    Path dataDirectory,
    Optional<String> corsOrigin) {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

  /**
   * Where the stores run: decides the values file, the ingress suffix and the scheme of the URLs.
   */
  public enum Environment {
    LOCAL,
    PRODUCTION
  }

  static ServerConfig of(Settings settings) {
    return new ServerConfig(
        settings.port(Setting.PORT),
        settings.text(Setting.HOST),
        settings.choice(Environment.class, Setting.ENVIRONMENT),
        settings.path(Setting.DATA_DIR).orElseThrow(),
        settings.origin(Setting.CORS_ORIGIN));
  }

  public boolean production() {
    return environment == Environment.PRODUCTION;
  }

  /** True where nobody but programs of this machine can call. */
  boolean onLoopback() {
    return LOOPBACK.contains(host);
  }
}
