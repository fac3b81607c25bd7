package io.storeweaver.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelmCommandTest {
  private static final Renderer RENDERER = Fixtures.renderer();
  private static final Instant FIRST = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path folder;

  @AfterAll
  static void close() {
    RENDERER.close();
  }

  @Test
  void helmTemplateGivesTheSameObjects() throws Exception {
    HelmCommand helm = HelmCommand.offline(folder);
    Map<String, Object> values = Map.of("store", Map.of("name", "Tea & \"Co\" {{ x }}"));
    Path file = Files.writeString(folder.resolve("values.json"), Yaml.json(values));

    String printed =
        helm.run(
            "template",
            "shop",
            packed(),
            "-n",
            "store-shop",
            "-f",
            file.toString(),
            "--no-hooks",
            "--kube-version",
            "1.35.0");

    RenderedChart rendered =
        RENDERER.render(Fixtures.small(), "shop", "store-shop", values, List.of());
    assertThat(RenderedChart.objectsOf(printed)).isEqualTo(rendered.objects());
    assertThat(printed.strip()).isEqualTo(rendered.manifest().strip());
  }

  @Test
  void helmSeesAndManagesAReleaseThatWasRecordedHere() throws Exception {
    HelmCommand helm = HelmCommand.online(folder);
    String release = "shop-" + UUID.randomUUID().toString().substring(0, 6);
    String namespace = "store-" + release;
    try (KubernetesClient cluster =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(helm.kubeconfig()))
            .build()) {
      cluster
          .resource(
              new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
          .create();
      try {
        ReleaseRecord first = deploy(cluster, release, namespace, 1, "First");
        apply(cluster, ReleaseRecord.superseded(first.toSecret(), FIRST.plusSeconds(60)));
        deploy(cluster, release, namespace, 2, "Second");

        readWithHelm(helm, release, namespace);
        changeWithHelm(helm, cluster, release, namespace);
      } finally {
        cluster.namespaces().withName(namespace).delete();
      }
    }
  }

  private static void readWithHelm(HelmCommand helm, String release, String namespace)
      throws Exception {
    assertThat(helm.run("list", "-A"))
        .containsPattern(
            release
                + "\\s+"
                + namespace
                + "\\s+2\\s+2026-03-01 10:02:00.*\\sdeployed\\s+small-1.2.3\\s+6.8");
    assertThat(helm.run("history", release, "-n", namespace))
        .contains("superseded", "deployed", "Revision 1", "Revision 2");
    assertThat(helm.run("status", release, "-n", namespace))
        .contains("STATUS: deployed", "REVISION: 2", "Second is at");
    assertThat(helm.run("get", "values", release, "-n", namespace)).contains("name: Second");
    assertThat(helm.run("get", "values", "--all", release, "-n", namespace))
        .contains("replicas: 1");
    assertThat(helm.run("get", "manifest", release, "-n", namespace))
        .contains("# Source: small/templates/store.yaml", "kind: Deployment");
    assertThat(helm.run("get", "hooks", release, "-n", namespace)).contains("helm.sh/hook: test");
    assertThat(helm.run("get", "notes", release, "-n", namespace)).contains("Second is at");
    assertThat(helm.run("get", "metadata", release, "-n", namespace))
        .contains("VERSION: 1.2.3", "STATUS: deployed");
    assertThat(helm.run("get", "all", release, "-n", namespace)).contains("COMPUTED VALUES");
  }

  private void changeWithHelm(
      HelmCommand helm, KubernetesClient cluster, String release, String namespace)
      throws Exception {
    helm.run(
        "upgrade", release, packed(), "-n", namespace, "--reuse-values", "--set", "replicas=3");
    assertThat(
            cluster
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName(release + "-app")
                .get()
                .getSpec()
                .getReplicas())
        .isEqualTo(3);
    ReleaseRecord byHelm = read(cluster, namespace, ReleaseRecord.secretName(release, 3));
    assertThat(byHelm.info().status()).isEqualTo(ReleaseStatus.DEPLOYED);
    assertThat(byHelm.config()).isEqualTo(Map.of("store", Map.of("name", "Second"), "replicas", 3));
    assertThat(byHelm.hooks()).extracting(Hook::events).containsExactly(List.of("test"));

    helm.run("rollback", release, "1", "-n", namespace);
    assertThat(
            cluster
                .configMaps()
                .inNamespace(namespace)
                .withName(release + "-texts")
                .get()
                .getData())
        .containsEntry("name", "First");
    assertThat(helm.run("list", "-n", namespace)).containsPattern("\\s4\\s.*\\sdeployed");

    helm.run("uninstall", release, "-n", namespace);
    assertThat(helm.run("list", "-n", namespace)).doesNotContain(release);
    assertThat(cluster.configMaps().inNamespace(namespace).withName(release + "-texts").get())
        .isNull();
  }

  private static ReleaseRecord deploy(
      KubernetesClient cluster, String release, String namespace, int revision, String storeName) {
    RenderedChart rendered =
        RENDERER.render(
            Fixtures.small(),
            release,
            namespace,
            Map.of("store", Map.of("name", storeName)),
            List.of());
    for (ObjectNode object : rendered.objects()) {
      object.withObject("/metadata/labels").put("app.kubernetes.io/managed-by", "Helm");
      object
          .withObject("/metadata/annotations")
          .put("meta.helm.sh/release-name", release)
          .put("meta.helm.sh/release-namespace", namespace);
      apply(cluster, object);
    }
    Instant now = FIRST.plusSeconds(60L * revision);
    ReleaseRecord record =
        ReleaseRecord.of(
            rendered, revision, ReleaseStatus.DEPLOYED, FIRST, now, "Revision " + revision);
    apply(cluster, record.toSecret());
    return record;
  }

  private static void apply(KubernetesClient cluster, ObjectNode object) {
    GenericKubernetesResource resource =
        cluster.getKubernetesSerialization().convertValue(object, GenericKubernetesResource.class);
    String namespace = object.at("/metadata/namespace").asText("");
    if (namespace.isEmpty()) {
      namespace =
          object.at("/metadata/annotations").path("meta.helm.sh/release-namespace").asText();
    }
    cluster
        .resource(resource)
        .inNamespace(namespace)
        .fieldManager("storeweaver")
        .forceConflicts()
        .serverSideApply();
  }

  private static ReleaseRecord read(KubernetesClient cluster, String namespace, String name) {
    Object secret = cluster.secrets().inNamespace(namespace).withName(name).get();
    return ReleaseRecord.fromSecret(
        cluster.getKubernetesSerialization().convertValue(secret, ObjectNode.class));
  }

  private String packed() throws IOException {
    return Files.write(folder.resolve("small.tgz"), Fixtures.small().toTgz()).toString();
  }
}
