package io.storeweaver.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The helm command line, as an operator would use it next to the control plane. */
final class HelmCommand {
  private final Path folder;
  private final String kubeconfig;

  private HelmCommand(Path folder, String kubeconfig) {
    this.folder = folder;
    this.kubeconfig = kubeconfig;
  }

  /** Without a cluster; skips the calling test, saying why, if no helm is named. */
  static HelmCommand offline(Path folder) {
    assumeTrue(
        binary() != null, "HELM_BIN names no helm binary, so its command line was not compared");
    return new HelmCommand(folder, "/dev/null");
  }

  /**
   * Against the cluster that HELM_KUBECONFIG names, a test cluster that is named on purpose and
   * never KUBECONFIG.
   */
  static HelmCommand online(Path folder) {
    assumeTrue(
        kubeconfigPath() != null,
        "HELM_KUBECONFIG names no test cluster, so helm was not tried on our releases");
    assumeTrue(
        binary() != null, "HELM_BIN names no helm binary, so it was not tried on our releases");
    return new HelmCommand(folder, kubeconfigPath());
  }

  String kubeconfig() throws IOException {
    return Files.readString(Path.of(kubeconfig));
  }

  String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(String.valueOf(binary())));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "helm", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().putAll(Map.of("KUBECONFIG", kubeconfig, "HOME", folder.toString()));
    Process helm = builder.start();
    try {
      assertThat(helm.waitFor(60, TimeUnit.SECONDS))
          .as("helm %s ended", (Object) arguments[0])
          .isTrue();
    } finally {
      helm.destroyForcibly();
    }
    String said = Files.readString(out, StandardCharsets.UTF_8);
    assertThat(helm.exitValue()).as("helm %s: %s", String.join(" ", arguments), said).isZero();
    return said;
  }

  private static @Nullable String binary() {
    return System.getProperty("helm.bin", System.getenv("HELM_BIN"));
  }

  private static @Nullable String kubeconfigPath() {
    return System.getProperty("helm.kubeconfig", System.getenv("HELM_KUBECONFIG"));
  }
}
