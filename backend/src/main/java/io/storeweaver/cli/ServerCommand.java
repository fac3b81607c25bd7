package io.storeweaver.cli;

import io.storeweaver.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The control plane's own command line: a few settings as options, the others from the environment.
 * The launcher starts the server's process for it; what other commands need is not loaded there.
 */
@Command(
    name = "server",
    description = {
      "Run the control plane in this process, until Ctrl-C. Without settings it needs nothing: it"
          + " brings its database along and plays a cluster. Secrets are never options."
    },
    footer = {
      "  weaver server",
      "  weaver server --kubeconfig ~/.kube/my-cluster",
      "  MAX_STORES=500 weaver server --port 8080 --data-dir /var/lib/weaver"
    })
public final class ServerCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "The cluster to drive (KUBECONFIG). Default: the built-in sandbox.")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of API and dashboard (PORT). Default: 3000.")
  private @Nullable String port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on (HOST). Default: 127.0.0.1.")
  private @Nullable String host;

  @Option(
      names = "--data-dir",
      paramLabel = "FOLDER",
      description = "Folder for what must survive a restart (DATA_DIR). Default: data.")
  private @Nullable Path dataDirectory;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description = "ERROR, WARN, INFO or DEBUG (LOG_LEVEL). Default: INFO.")
  private @Nullable String logLevel;

  ServerCommand() {}

  /**
   * Reads the arguments of the server's process into the settings' system properties, which win
   * over the environment.
   *
   * @return the exit code where the process is to end already: after help, or a mistake
   */
  public static Optional<Integer> settings(String[] arguments, Properties properties) {
    if (arguments.length == 0) {
      return Optional.empty();
    }
    Console console = Console.ofProcess();
    String[] whole =
        Stream.concat(Stream.of("server"), Stream.of(arguments)).toArray(String[]::new);
    CommandLine line = Main.commandLine(console, whole);
    try {
      CommandLine server = line.parseArgs(whole).subcommand().commandSpec().commandLine();
      if (server.isUsageHelpRequested()) {
        server.usage(line.getOut());
        return Optional.of(Exit.OK.code());
      }
      ((ServerCommand) server.getCommand()).put(properties);
      return Optional.empty();
    } catch (ParameterException e) {
      return Optional.of(Main.misunderstood(console, e));
    }
  }

  private void put(Properties properties) {
    put(properties, Setting.KUBECONFIG, kubeconfig);
    put(properties, Setting.PORT, port);
    put(properties, Setting.HOST, host);
    put(properties, Setting.DATA_DIR, dataDirectory);
    put(properties, Setting.LOG_LEVEL, logLevel);
  }

  private static void put(Properties properties, Setting setting, @Nullable Object value) {
    if (value != null) {
      properties.setProperty(setting.propertyName(), value.toString());
    }
  }

  /** Lets the help say which settings there are; they are looked up when somebody asks for it. */
  static void describe(CommandSpec spec) {
    List<String> keys = new ArrayList<>(spec.usageMessage().sectionKeys());
    keys.add("settings");
    spec.usageMessage().sectionKeys(keys);
    spec.usageMessage().sectionMap().put("settings", _ -> settingLines());
  }

  private static String settingLines() {
    StringBuilder lines = new StringBuilder("\nSettings (environment, docs/configuration.md):\n");
    for (Setting setting : Setting.values()) {
      String value = setting.defaultValue();
      lines
          .append("  ")
          .append(setting.name())
          .append(value == null || value.isEmpty() ? "" : "=" + value)
          .append("\n      ")
          .append(setting.meaning())
          .append('\n');
    }
    return lines.toString();
  }

  @Override
  public void run() {
    throw new ParameterException(
        java.util.Objects.requireNonNull(spec).commandLine(),
        "\"server\" comes first and takes options of its own only: weaver server --port 3000.");
  }
}
