package io.storeweaver.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.storeweaver.Await;
import io.storeweaver.sandbox.Raw.Answer;
import org.junit.jupiter.api.Test;

class VerbsTest extends SandboxTest {
  private ConfigMap labelled(String name, String tier) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("shop")
        .addToLabels("tier", tier)
        .endMetadata()
        .addToData("a", "1")
        .build();
  }

  @Test
  void whatIsCreatedCanBeReadAndExistsOnce() {
    client.resource(labelled("c1", "x")).create();

    assertThat(client.configMaps().inNamespace("shop").withName("c1").get().getData())
        .containsEntry("a", "1");
    assertThatThrownBy(() -> client.resource(labelled("c1", "x")).create())
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(409));
  }

  @Test
  void aStaleUpdateIsRefused() {
    ConfigMap first = client.resource(labelled("c1", "x")).create();
    client
        .configMaps()
        .inNamespace("shop")
        .withName("c1")
        .edit(live -> new ConfigMapBuilder(live).addToData("a", "2").build());

    assertThatThrownBy(() -> client.resource(first).update())
        .hasMessageContaining("the object has been modified");
  }

  @Test
  void listsAreSelectedByLabelsAndFields() {
    for (int i = 0; i < 4; i++) {
      client.resource(labelled("c" + i, i < 2 ? "x" : "y")).create();
    }
    var maps = client.configMaps().inNamespace("shop");

    assertThat(maps.withLabel("tier", "x").list().getItems()).hasSize(2);
    assertThat(maps.withLabelIn("tier", "x", "y").list().getItems()).hasSize(4);
    assertThat(maps.withLabelNotIn("tier", "x").withLabel("tier").list().getItems()).hasSize(2);
    assertThat(maps.withField("metadata.name", "c3").list().getItems()).hasSize(1);
    assertThat(client.configMaps().inAnyNamespace().withLabel("tier").list().getItems()).hasSize(4);
  }

  @Test
  void aListComesInPages() {
    for (int i = 0; i < 5; i++) {
      client.resource(labelled("c" + i, "x")).create();
    }
    var page =
        client
            .configMaps()
            .inNamespace("shop")
            .withLabel("tier", "x")
            .list(new ListOptionsBuilder().withLimit(2L).withLabelSelector("tier=x").build());
    var next =
        client
            .configMaps()
            .inNamespace("shop")
            .list(
                new ListOptionsBuilder()
                    .withLimit(9L)
                    .withLabelSelector("tier=x")
                    .withContinue(page.getMetadata().getContinue())
                    .build());

    assertThat(page.getItems()).hasSize(2);
    assertThat(next.getItems()).hasSize(3);
    assertThat(next.getMetadata().getResourceVersion())
        .isEqualTo(page.getMetadata().getResourceVersion());
  }

  @Test
  void onlyMetadataIsAnsweredWhenOnlyMetadataIsAsked() {
    raw.apply(CONFIG_MAPS + "/c1", document("c1", ",\"data\":{\"secret\":\"x\"}"));
    Answer list =
        raw.send(
            "GET",
            CONFIG_MAPS,
            Raw.JSON,
            "",
            "Accept",
            "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1");

    assertThat(Json.text(list.body(), "kind")).isEqualTo("PartialObjectMetadataList");
    assertThat(list.text()).doesNotContain("\"data\"");
    assertThat(Json.at(list.body().path("items").path(0), "metadata").has("managedFields"))
        .isTrue();
    assertThat(Json.text(list.body().path("items").path(0), "kind"))
        .isEqualTo("PartialObjectMetadata");
  }

  @Test
  void patchesOfAllKindsWork() {
    raw.apply(DEPLOYMENTS + "/web", deployment("web", 0, "shop:1", ""));

    Answer json =
        raw.send(
            "PATCH",
            DEPLOYMENTS + "/web",
            Raw.JSON_PATCH,
            "[{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":2}]");
    Answer merge =
        raw.merge(DEPLOYMENTS + "/web", "{\"metadata\":{\"annotations\":{\"n\":\"1\"}}}");
    Answer removed =
        raw.send(
            "PATCH",
            DEPLOYMENTS + "/web",
            Raw.STRATEGIC,
            "{\"metadata\":{\"annotations\":{\"n\":null}}}");

    assertThat(json.body().at("/spec/replicas").asInt()).isEqualTo(2);
    assertThat(json.body().at("/metadata/generation").asInt()).isEqualTo(2);
    assertThat(merge.body().at("/metadata/annotations/n").asText()).isEqualTo("1");
    assertThat(removed.body().at("/metadata/annotations").has("n")).isFalse();
  }

  @Test
  void statusAndSpecAreWrittenSeparately() {
    raw.apply(DEPLOYMENTS + "/web", deployment("web", 0, "shop:1", ""));
    Await.until("status", () -> deploymentReady("web"));

    Answer status =
        raw.merge(
            DEPLOYMENTS + "/web/status",
            "{\"spec\":{\"replicas\":7},\"status\":{\"collisionCount\":3}}");
    Answer spec = raw.merge(DEPLOYMENTS + "/web", "{\"status\":{\"collisionCount\":9}}");

    assertThat(status.body().at("/spec/replicas").asInt()).isZero();
    assertThat(status.body().at("/status/collisionCount").asInt()).isEqualTo(3);
    assertThat(spec.body().at("/status/collisionCount").asInt()).isEqualTo(3);
  }

  @Test
  void aWorkloadIsScaledThroughItsSubresource() {
    raw.apply(DEPLOYMENTS + "/web", deployment("web", 0, "shop:1", ""));

    client.apps().deployments().inNamespace("shop").withName("web").scale(2);

    Await.until(
        "two pods",
        () ->
            client.pods().inNamespace("shop").withLabel("app", "web").list().getItems().size()
                == 2);
  }

  @Test
  void aDeleteHonoursItsPreconditions() {
    raw.apply(CONFIG_MAPS + "/c1", document("c1", ""));

    Answer refused =
        raw.send(
            "DELETE", CONFIG_MAPS + "/c1", Raw.JSON, "{\"preconditions\":{\"uid\":\"other\"}}");
    Answer deleted = raw.delete(CONFIG_MAPS + "/c1");

    assertThat(refused.code()).isEqualTo(409);
    assertThat(deleted.body().path("status").asText()).isEqualTo("Success");
    assertThat(raw.delete(CONFIG_MAPS + "/c1").code()).isEqualTo(404);
  }

  @Test
  void aFinalizerHoldsADyingObjectAndNoneCanBeAddedToIt() {
    raw.apply(
        CONFIG_MAPS + "/f",
        """
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"f","finalizers":["x.io/a"]}}""");
    raw.delete(CONFIG_MAPS + "/f");

    Answer added =
        raw.merge(CONFIG_MAPS + "/f", "{\"metadata\":{\"finalizers\":[\"x.io/a\",\"x.io/b\"]}}");
    Answer again = raw.post(CONFIG_MAPS, document("f", ""));
    raw.apply(CONFIG_MAPS + "/f", document("f", ""));

    assertThat(added.code()).isEqualTo(422);
    assertThat(added.message()).contains("no new finalizers can be added");
    assertThat(again.code()).isEqualTo(409);
    assertThat(again.message()).startsWith("object is being deleted: ");
    assertThat(raw.get(CONFIG_MAPS + "/f").code()).isEqualTo(404);
  }

  @Test
  void aCollectionIsDeletedByItsSelector() {
    for (int i = 0; i < 4; i++) {
      client.resource(labelled("c" + i, i < 2 ? "x" : "y")).create();
    }

    client.configMaps().inNamespace("shop").withLabel("tier", "x").delete();

    assertThat(client.configMaps().inNamespace("shop").withLabel("tier").list().getItems())
        .hasSize(2);
  }

  @Test
  void childrenGoWithTheirOwner() {
    String uid =
        raw.apply(CONFIG_MAPS + "/own", document("own", "")).body().at("/metadata/uid").asText();
    raw.apply(
        CONFIG_MAPS + "/child",
        """
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"child","ownerReferences":[
         {"apiVersion":"v1","kind":"ConfigMap","name":"own","uid":"%s"}]}}"""
            .formatted(uid));

    raw.send("DELETE", CONFIG_MAPS + "/own", Raw.JSON, "{\"propagationPolicy\":\"Foreground\"}");

    Await.until("deleted child", () -> raw.get(CONFIG_MAPS + "/child").code() == 404);
    Await.until("deleted owner", () -> raw.get(CONFIG_MAPS + "/own").code() == 404);
  }

  @Test
  void discoveryNamesTheResources() {
    assertThat(client.getKubernetesVersion().getMinor()).isEqualTo("35");
    assertThat(raw.get("/apis/apps/v1").text()).contains("deployments/scale", "\"sts\"");
    assertThat(raw.get("/apis/nothing.io/v1/things").code()).isEqualTo(404);
    assertThat(client.supports("gateway.networking.k8s.io/v1", "HTTPRoute")).isTrue();
  }
}
