package io.storeweaver.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.storeweaver.Await;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchTest extends SandboxTest {
  private SharedIndexInformer<ConfigMap> informer() {
    return client.configMaps().inNamespace("shop").withLabel("t", "1").inform();
  }

  private void make(String name) {
    raw.post(
        CONFIG_MAPS, "{\"metadata\":{\"name\":\"%s\",\"labels\":{\"t\":\"1\"}}}".formatted(name));
  }

  private static boolean has(SharedIndexInformer<ConfigMap> informer, String name) {
    return informer.getStore().list().stream()
        .anyMatch(one -> one.getMetadata().getName().equals(name));
  }

  private List<String> events(String query) {
    return raw.get(CONFIG_MAPS + "?watch=1&timeoutSeconds=1&" + query)
        .text()
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> Json.parse(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .map(
            event ->
                (Json.text(event, "type") + " " + Json.text(event, "object", "metadata", "name"))
                    .strip())
        .toList();
  }

  @Test
  void anInformerFollowsWhatMatchesItsSelector() {
    try (var informer = informer()) {
      make("a");
      Await.until("a", () -> has(informer, "a"));

      raw.merge(CONFIG_MAPS + "/a", "{\"metadata\":{\"labels\":{\"t\":\"2\"}}}");

      Await.until("a gone from view", () -> !has(informer, "a"));
    }
  }

  @Test
  void anInformerComesBackAfterItsWatchIsDropped() {
    try (var informer = informer()) {
      sandbox.faults().dropWatches();
      make("b");

      Await.until("b", () -> has(informer, "b"));
    }
  }

  @Test
  void anInformerListsAgainWhenItsPastIsForgotten() {
    try (var informer = informer()) {
      make("a");
      Await.until("a", () -> has(informer, "a"));
      sandbox.faults().outage(true);
      sandbox.faults().outage(false);
      raw.delete(CONFIG_MAPS + "/a");
      make("b");
      sandbox.faults().compact();

      Await.until("b and no a", () -> has(informer, "b") && !has(informer, "a"));
    }
  }

  @Test
  void aStalledWatchGoesSilentlyDead() {
    try (var informer = informer()) {
      make("a");
      Await.until("a", () -> has(informer, "a"));
      sandbox.faults().stallWatches(true);
      make("b");
      sandbox.faults().stallWatches(false);
      make("c");
      raw.get(CONFIG_MAPS);

      assertThat(has(informer, "b")).isFalse();
      assertThat(has(informer, "c")).isFalse();
      sandbox.faults().dropWatches();
      Await.until("b and c after all", () -> has(informer, "b") && has(informer, "c"));
    }
  }

  @Test
  void aWatchSeesTheChangesAfterItsRevision() {
    make("a");
    make("b");
    String from = raw.get(CONFIG_MAPS).version();
    raw.merge(CONFIG_MAPS + "/a", "{\"metadata\":{\"labels\":{\"t\":\"2\"}}}");
    raw.merge(CONFIG_MAPS + "/b", "{\"data\":{\"x\":\"y\"}}");
    raw.delete(CONFIG_MAPS + "/b");

    assertThat(events("labelSelector=t%3D1&resourceVersion=" + from))
        .containsExactly("DELETED a", "MODIFIED b", "DELETED b");
  }

  @Test
  void aWatchListEndsWithABookmark() {
    make("a");

    assertThat(
            events(
                "labelSelector=t%3D1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true"))
        .containsExactly("ADDED a", "BOOKMARK");
  }

  @Test
  void aWatchFromAForgottenRevisionIsToldSo() {
    make("a");
    sandbox.faults().compact();

    assertThat(raw.get(CONFIG_MAPS + "?watch=1&resourceVersion=1&timeoutSeconds=1").text())
        .contains("\"type\":\"ERROR\"", "\"code\":410", "too old resource version: 1 (");
  }

  @Test
  void aWatchOfMetadataCarriesOnlyMetadata() {
    make("a");
    String text =
        raw.send(
                "GET",
                CONFIG_MAPS + "?watch=1&timeoutSeconds=1&labelSelector=t",
                Raw.JSON,
                "",
                "Accept",
                "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1")
            .text();

    assertThat(text).contains("\"kind\":\"PartialObjectMetadata\"", "\"name\":\"a\"");
  }
}
