package io.storeweaver.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.storeweaver.InvalidSetting;
import io.storeweaver.WeaverConfig;
import io.storeweaver.sandbox.Sandbox;
import io.storeweaver.sandbox.SandboxOptions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster to drive: the one that the settings name, the one that this process runs in, or the
 * built-in sandbox. Never the current context of a kubeconfig that nobody named: a try-out must not
 * write into somebody's production.
 */
public final class Cluster implements AutoCloseable {
  private static final Path SERVICE_ACCOUNT =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");
  private static final int RETRIES = 2;
  private static final int FIRST_RETRY_MILLIS = 100;
  private static final int CONNECT_MILLIS = 5_000;
  private static final int REQUEST_MILLIS = 20_000;

  private final KubernetesClient client;
  private final @Nullable Sandbox sandbox;
  private final String description;

  private Cluster(Config config, @Nullable Sandbox sandbox, String description) {
    Config bounded =
        new ConfigBuilder(config)
            .withRequestRetryBackoffLimit(RETRIES)
            .withRequestRetryBackoffInterval(FIRST_RETRY_MILLIS)
            .withConnectionTimeout(CONNECT_MILLIS)
            .withRequestTimeout(REQUEST_MILLIS)
            .build();
    this.client = new KubernetesClientBuilder().withConfig(bounded).build();
    this.sandbox = sandbox;
    this.description = description;
  }

  /**
   * Opens the cluster. It need not answer yet.
   *
   * @throws InvalidSetting where the kubeconfig cannot be used
   */
  public static Cluster open(WeaverConfig config) {
    Optional<Path> kubeconfig = config.cluster().kubeconfig();
    if (kubeconfig.isPresent()) {
      return named(kubeconfig.get());
    }
    if (Files.isReadable(SERVICE_ACCOUNT)) {
      Config inCluster = Config.autoConfigure(null);
      return new Cluster(
          inCluster,
          null,
          "the cluster that this process runs in (" + inCluster.getMasterUrl() + ")");
    }
    return ofSandbox(
        Sandbox.start(
            new SandboxOptions(
                0,
                config.cluster().sandboxPace(),
                config.server().dataDirectory().resolve("sandbox"))));
  }

  /** A cluster that is a sandbox; closing it closes the sandbox. */
  public static Cluster ofSandbox(Sandbox sandbox) {
    return new Cluster(
        sandbox.configuration(),
        sandbox,
        "the built-in sandbox: a simulated cluster, no shop really runs");
  }

  private static Cluster named(Path kubeconfig) {
    File file = kubeconfig.toFile();
    if (!file.isFile() || !file.canRead()) {
      throw new InvalidSetting(
          "KUBECONFIG="
              + kubeconfig
              + " cannot be read: name a kubeconfig file, or leave it out for the sandbox.");
    }
    try {
      Config config = Config.fromKubeconfig(file);
      if (config.getMasterUrl() == null || config.getCurrentContext() == null) {
        throw new InvalidSetting(
            "KUBECONFIG="
                + kubeconfig
                + " has no current context: set one with kubectl config use-context.");
      }
      return new Cluster(
          config,
          null,
          config.getMasterUrl()
              + " (context "
              + config.getCurrentContext().getName()
              + " of "
              + kubeconfig
              + ")");
    } catch (InvalidSetting e) {
      throw e;
    } catch (RuntimeException e) {
      throw new InvalidSetting(
          "KUBECONFIG=" + kubeconfig + " is no usable kubeconfig: " + e.getMessage());
    }
  }

  /** The client for everything in the cluster. */
  public KubernetesClient client() {
    return client;
  }

  /** True where no shop really runs. */
  public boolean simulated() {
    return sandbox != null;
  }

  /** What cluster this is, for people. */
  public String description() {
    return description;
  }

  @Override
  public void close() {
    client.close();
    if (sandbox != null) {
      sandbox.close();
    }
  }
}
