package io.storeweaver.server;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.storeweaver.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the server under test runs on: a PostgreSQL and a data folder of its own, and a sandbox in
 * which everything happens at once. One for all API tests of a JVM; more settings can be given.
 */
public final class ApiServer implements QuarkusTestResourceLifecycleManager {
  /** With this, the server sends traces to a receiver of the tests. */
  static final String TRACED = "traced";

  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, String> given = new LinkedHashMap<>();
  private @Nullable PostgresServer database;
  private @Nullable TraceReceiver receiver;
  private @Nullable Path data;

  @Override
  public void init(Map<String, String> more) {
    given.putAll(more);
  }

  @Override
  public Map<String, String> start() {
    PostgresServer server = PostgresServer.temporary();
    database = server;
    Path folder = temporaryFolder();
    data = folder;
    settings.put(
        "weaver.database-url",
        server.jdbcUrl() + "?user=" + server.username() + "&password=" + server.password());
    String port = Integer.toString(FreePort.find());
    settings.put("weaver.port", port);
    settings.put("weaver.data-dir", folder.toString());
    settings.put("weaver.sandbox-pace", "0");
    settings.put("weaver.max-stores", "100000");
    settings.put("weaver.max-stores-per-user", "100000");
    settings.put("weaver.log-level", "WARN");
    if (given.remove(TRACED) != null) {
      receiver = TraceReceiver.start();
      settings.put("weaver.otel-exporter-otlp-endpoint", receiver.url());
    }
    settings.putAll(given);
    settings.forEach(System::setProperty);
    return Map.of(
        "quarkus.http.host", "127.0.0.1",
        "quarkus.http.test-port", port,
        "quarkus.log.level", "WARN",
        "storeweaver.slowest-head", "5s",
        "storeweaver.slowest-body", "12s");
  }

  @Override
  public void stop() {
    settings.keySet().forEach(System::clearProperty);
    if (receiver != null) {
      receiver.close();
    }
    if (database != null) {
      database.close();
    }
    if (data != null) {
      remove(data);
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("storeweaver-api");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
