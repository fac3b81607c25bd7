package io.storeweaver.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL in the middle of many creates, and a start right after: how long until every store is
 * Ready against a run that nobody disturbs, and what is left over in the cluster, which lives on.
 */
final class CrashBench {
  private static final Duration LONGEST = Duration.ofMinutes(4);
  private static final String OWNER = "fleet";

  @Test
  @Timeout(value = 12, unit = TimeUnit.MINUTES)
  void survivesAKill(@TempDir Path folder) throws Exception {
    Figures figures = Figures.of("CrashBench");
    int stores = Size.of("crash", 100);
    double calm = run(figures, folder.resolve("calm"), stores, false);
    double killed = run(figures, folder.resolve("killed"), stores, true);
    figures.say("killed against undisturbed: %.2f times", killed / calm);
  }

  private static double run(Figures figures, Path folder, int stores, boolean kill)
      throws Exception {
    try (World world = new World(1)) {
      Map<String, String> settings =
          Size.settings(Map.of("KUBECONFIG", world.kubeconfig(folder).toString()));
      Path data = folder.resolve("data");
      Server server = Server.start(data, settings);
      try {
        long begun = System.nanoTime();
        new Fleet(OWNER, stores).create(server.api());
        if (kill) {
          Api api = server.api();
          Api.await(LONGEST, () -> api.count(OWNER, "READY") >= stores / 10);
          long ready = api.count(OWNER, "READY");
          server.kill();
          server = Server.start(data, settings);
          figures.say(
              "killed with %d of %d Ready; answers again %.1f s after its start",
              ready, stores, server.toFirstAnswer().toMillis() / 1000.0);
        }
        server.api().awaitReady(OWNER, stores, LONGEST);
        double seconds = (System.nanoTime() - begun) / 1e9;
        figures.say("%s: all Ready after %.1f s", kill ? "killed" : "undisturbed", seconds);
        compare(figures, world, server.api().stores(OWNER, s -> true));
        return seconds;
      } finally {
        server.close();
      }
    }
  }

  private static void compare(Figures figures, World world, List<JsonNode> rows) throws Exception {
    List<String> namespaces = world.names("/api/v1/namespaces");
    Set<String> known = new HashSet<>();
    rows.forEach(row -> known.add("/" + row.path("namespace").asText()));
    long orphans = namespaces.stream().filter(name -> !known.contains(name)).count();
    long revisions = rows.stream().filter(row -> row.path("revision").asInt() != 1).count();
    figures.say(
        "%d stores, %d namespaces: %d orphans, %d missing; %d stores with more than one revision",
        rows.size(),
        namespaces.size(),
        orphans,
        known.size() - (namespaces.size() - orphans),
        revisions);
  }
}
