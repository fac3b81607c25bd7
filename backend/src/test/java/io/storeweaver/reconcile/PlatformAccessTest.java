package io.storeweaver.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.storeweaver.chart.golden.PlatformChart;
import io.storeweaver.store.Engine;
import io.storeweaver.store.Phase;
import io.storeweaver.store.Plan;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rights that the chart gives to the control plane are those that it uses. */
class PlatformAccessTest {
  // A server-side apply is a patch, and needs the right to create as well.
  private static final Map<String, Set<String>> RIGHTS = Map.of("apply", Set.of("patch", "create"));
  // Not part of a store's usual life: what a chart may hold, and what people ask for.
  private static final Set<String> BESIDES =
      Set.of("httproutes", "poddisruptionbudgets", "pods/log", "events");

  private final World world = new World().withOwnCharts().withUpgradeOf("store");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void everythingThatAStoresLifeNeedsIsPermittedAndEveryWatchToo() {
    for (Engine engine : Engine.values()) {
      String id = world.create("Life of " + engine.id(), engine).id();
      world.until(id, Phase.READY);
      world.patch(id, Optional.of(Plan.BUSINESS), Optional.empty(), Optional.empty());
      world.until(id, Phase.READY);
      world.patch(id, Optional.empty(), Optional.empty(), Optional.of(true));
      world.until(id, Phase.SUSPENDED);
      world.stores.delete(World.OWNER, id);
      world.until(id, Phase.DELETED);
    }
    Set<String> used = new TreeSet<>();
    for (String request : world.sandbox.traffic().all().keySet()) {
      String[] words = request.split(" ", 2);
      RIGHTS
          .getOrDefault(words[0], Set.of(words[0]))
          .forEach(verb -> used.add(verb + " " + words[1]));
    }
    assertThat(used).contains("patch deployments", "watch pods", "deletecollection pods");
    assertThat(granted()).containsAll(used);
  }

  @Test
  void noKindIsPermittedThatAStoreHasNothingToDoWith() {
    String id = world.create("Whole life").id();
    world.until(id, Phase.READY);
    world.stores.delete(World.OWNER, id);
    world.until(id, Phase.DELETED);
    Set<String> touched =
        world.sandbox.traffic().all().keySet().stream()
            .map(request -> request.split(" ", 2)[1])
            .collect(Collectors.toSet());
    touched.addAll(BESIDES);
    assertThat(granted().stream().map(right -> right.split(" ", 2)[1])).isSubsetOf(touched);
  }

  private static Set<String> granted() {
    Set<String> granted = new TreeSet<>();
    for (JsonNode rule : PlatformChart.rules()) {
      for (JsonNode resource : rule.path("resources")) {
        rule.path("verbs").forEach(verb -> granted.add(verb.asText() + " " + resource.asText()));
      }
    }
    return granted;
  }
}
