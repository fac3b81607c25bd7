package io.storeweaver.server;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.storeweaver.InvalidSetting;
import io.storeweaver.Redaction;
import io.storeweaver.WeaverConfig;
import io.storeweaver.chart.BadChart;
import io.storeweaver.cli.ServerCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The control plane as a process. Exit codes: 0 stopped in order, 1 it could not start, 2 a setting
 * is wrong.
 */
@QuarkusMain
public final class StoreWeaver {
  private static final int CANNOT_START = 1;
  private static final int WRONG_SETTING = 2;

  private static @Nullable Startup startup;
  private static @Nullable Platform alone;

  private StoreWeaver() {}

  public static void main(String... args) {
    Optional<Integer> end = ServerCommand.settings(args, System.getProperties());
    if (end.isPresent()) {
      System.exit(end.get());
      return;
    }
    WeaverConfig config;
    try {
      config = WeaverConfig.from(System.getenv(), System.getProperties());
      checkPort(config);
      checkDataDirectory(config);
    } catch (InvalidSetting e) {
      System.err.println(Redaction.of(String.valueOf(e.getMessage())));
      System.exit(WRONG_SETTING);
      return;
    }
    configureFramework(config);
    begin(config);
    Quarkus.run();
  }

  // The database and the web server come up side by side: together they take as long as the slower
  // one.
  private static synchronized void begin(WeaverConfig config) {
    startup = Startup.begin(parts -> Platform.start(config, parts), StoreWeaver::exit);
  }

  /**
   * The running platform; waits for its start. Started here where nobody called {@link #main}, as
   * in tests of the HTTP layer.
   */
  static synchronized Platform platform() {
    if (startup != null) {
      return startup.platform();
    }
    if (alone == null) {
      alone = Platform.start(WeaverConfig.from(System.getenv(), System.getProperties()));
    }
    return alone;
  }

  /** The framework is up, and stops the platform when the process is told to end. */
  static synchronized void handOver() {
    if (startup != null) {
      startup.handOver();
    }
  }

  // Not System.exit: it would wait for the web server, which waits for the platform.
  private static void exit(Throwable cause) {
    String why = cause instanceof Error ? cause.toString() : String.valueOf(cause.getMessage());
    System.err.println("Store Weaver cannot start: " + Redaction.of(why));
    System.err.flush();
    boolean setting = cause instanceof InvalidSetting || cause instanceof BadChart;
    Runtime.getRuntime().halt(setting ? WRONG_SETTING : CANNOT_START);
  }

  private static void checkPort(WeaverConfig config) {
    if (config.server().port() == 0) {
      return;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(
          new InetSocketAddress(
              InetAddress.getByName(config.server().host()), config.server().port()));
    } catch (IOException e) {
      throw new InvalidSetting(
          "Cannot listen on "
              + config.server().host()
              + ":"
              + config.server().port()
              + " ("
              + e.getMessage()
              + "): stop what uses the port, or set PORT to another one.");
    }
  }

  private static void checkDataDirectory(WeaverConfig config) {
    Path folder = config.server().dataDirectory();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new InvalidSetting(
          "DATA_DIR="
              + folder
              + " cannot be made: "
              + e.getMessage()
              + ". Name a folder that can be written.");
    }
    if (!Files.isWritable(folder)) {
      throw new InvalidSetting(
          "DATA_DIR=" + folder + " cannot be written; name a folder that can.");
    }
  }

  private static void configureFramework(WeaverConfig config) {
    System.setProperty("quarkus.http.host", config.server().host());
    System.setProperty("quarkus.http.port", Integer.toString(config.server().port()));
    System.setProperty("quarkus.log.level", config.observability().logLevel());
    System.setProperty(
        "quarkus.log.console.json.enabled", Boolean.toString(config.observability().logsJson()));
    if (config.observability().logLevel().equals("DEBUG")) {
      System.setProperty("quarkus.log.level", "INFO");
      System.setProperty("quarkus.log.category.\"io.storeweaver\".level", "DEBUG");
    }
    if (config.server().production()) {
      System.setProperty(
          "quarkus.http.header.\"Strict-Transport-Security\".value", "max-age=31536000");
    }
    config
        .server()
        .corsOrigin()
        .ifPresent(
            origin -> {
              System.setProperty("quarkus.http.cors.enabled", "true");
              System.setProperty("quarkus.http.cors.origins", origin);
              System.setProperty(
                  "quarkus.http.cors.exposed-headers",
                  "Date,ETag,Location,Retry-After,RateLimit,RateLimit-Policy,X-Request-Id,Idempotency-Replayed");
              // A browser asks before each of the dashboard's calls whether it may, unless it may
              // remember.
              System.setProperty("quarkus.http.cors.access-control-max-age", "10M");
              System.setProperty("quarkus.http.cors.access-control-allow-credentials", "true");
            });
  }
}
