package io.storeweaver.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A thousand stores asked for at once: how long until all are accepted and until all are Ready,
 * what that costs, and what it costs to keep them. The cluster is simulated: this measures the
 * control plane, no shop runs.
 */
final class FleetBench {
  private static final Duration LONGEST = Duration.ofMinutes(8);

  /** The cluster in the server's own process, as {@code make run} has it. */
  @ParameterizedTest(name = "pace {0}")
  @ValueSource(strings = {"0", "1"})
  @Timeout(value = 12, unit = TimeUnit.MINUTES)
  void withTheSandboxInProcess(String pace, @TempDir Path folder) throws Exception {
    Figures figures = Figures.of("FleetBench-sandbox-pace-" + pace);
    measure(figures, folder.resolve("data"), Map.of("SANDBOX_PACE", pace));
  }

  /** The cluster in another process: memory and CPU time are the control plane's alone. */
  @Test
  @Timeout(value = 12, unit = TimeUnit.MINUTES)
  void withTheClusterApart(@TempDir Path folder) throws Exception {
    Figures figures = Figures.of("FleetBench-cluster-apart");
    try (World world = new World(1)) {
      measure(
          figures,
          folder.resolve("data"),
          Map.of("KUBECONFIG", world.kubeconfig(folder).toString()));
      figures.say("requests that the cluster counted: %s", world.traffic().all());
    }
  }

  private static void measure(Figures figures, Path data, Map<String, String> given)
      throws Exception {
    Fleet fleet = new Fleet("fleet", Size.of("stores", 1000));
    figures.say("%d stores, MAX_CONCURRENT_PROVISIONS=%s", fleet.stores(), Size.provisions());
    try (Server server = Server.start(data, Size.settings(given))) {
      warmUp(server.api());
      provision(figures, server, fleet);
      rest(figures, server, Duration.ofSeconds(Size.of("rest", 60)));
    }
  }

  private static void warmUp(Api api) throws Exception {
    new Fleet("warm-up", 20).create(api);
    api.awaitReady("warm-up", 20, Duration.ofMinutes(2));
  }

  private static void provision(Figures figures, Server server, Fleet fleet) throws Exception {
    Api api = server.api();
    Proc proc = server.proc();
    double writes = api.metric("storeweaver_cluster_writes_total");
    double cpu = proc.cpuSeconds();
    double database = proc.descendantsCpuSeconds();
    long begun = System.nanoTime();
    Latencies accepted = fleet.create(api);
    double acceptedAfter = seconds(begun);
    figures.say("all accepted after %.1f s: %s", acceptedAfter, accepted);
    api.awaitReady(fleet.owner(), fleet.stores(), LONGEST);
    double readyAfter = seconds(begun);
    figures.say("all Ready after %.1f s, %.1f stores/s", readyAfter, fleet.stores() / readyAfter);
    figures.say("from acceptance to Ready: %s", fleet.toReady(api));
    figures.say(
        "CPU: server %.1f s, %.3f s a store; PostgreSQL %.1f s",
        proc.cpuSeconds() - cpu,
        (proc.cpuSeconds() - cpu) / fleet.stores(),
        proc.descendantsCpuSeconds() - database);
    figures.say(
        "cluster writes a store: %.1f",
        (api.metric("storeweaver_cluster_writes_total") - writes) / fleet.stores());
    figures.say("server RSS: %d MiB, at most %d MiB", proc.rssMiB(), proc.peakMiB());
  }

  private static void rest(Figures figures, Server server, Duration time) throws Exception {
    Api api = server.api();
    Proc proc = server.proc();
    Api.pause(Duration.ofSeconds(10));
    double writes = api.metric("storeweaver_cluster_writes_total");
    double lists = api.metric("storeweaver_cluster_lists_total");
    double cpu = proc.cpuSeconds();
    double database = proc.descendantsCpuSeconds();
    Api.pause(time);
    figures.say(
        "at rest for %d s: cluster writes %.0f, LISTs %.0f, CPU %.2f %% of a core, PostgreSQL %.2f %%, RSS %d MiB",
        time.toSeconds(),
        api.metric("storeweaver_cluster_writes_total") - writes,
        api.metric("storeweaver_cluster_lists_total") - lists,
        (proc.cpuSeconds() - cpu) * 100 / time.toSeconds(),
        (proc.descendantsCpuSeconds() - database) * 100 / time.toSeconds(),
        proc.rssMiB());
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }
}
