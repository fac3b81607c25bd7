package io.storeweaver.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeweaver.Await;
import io.storeweaver.sandbox.Raw.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictnessTest extends SandboxTest {
  private static final String WEB = DEPLOYMENTS + "/web";

  @Test
  void anUnknownFieldIsNotApplied() {
    Answer refused =
        raw.apply(WEB, deployment("web", 1, "shop:1", ",\"restartPolicie\":\"Always\""));

    assertThat(refused.code()).isEqualTo(500);
    assertThat(refused.message())
        .isEqualTo(
            "failed to create typed patch object (/web; apps/v1, Kind=Deployment):"
                + " .spec.template.spec.restartPolicie: field not declared in schema");
  }

  @Test
  void anUnknownFieldIsNotCreated() {
    Answer refused = raw.post(CONFIG_MAPS, document("c1", ",\"nonsense\":1"));

    assertThat(refused.code()).isEqualTo(400);
    assertThat(refused.message())
        .isEqualTo(
            "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: strict decoding error:"
                + " unknown field \"nonsense\"");
  }

  @Test
  void aWrongTypeIsNotApplied() {
    Answer refused =
        raw.apply(
            WEB,
            deployment("web", 1, "shop:1", "").replace("\"replicas\":1", "\"replicas\":\"one\""));

    assertThat(refused.code()).isEqualTo(500);
    assertThat(refused.message())
        .contains(".spec.replicas: expected numeric (int or float), got string");
  }

  @Test
  void duplicateEnvironmentVariablesAreNotApplied() {
    String env =
        "\"image\":\"shop:1\",\"env\":[{\"name\":\"A\",\"value\":\"1\"},{\"name\":\"A\",\"value\":\"2\"}]";
    Answer refused =
        raw.apply(WEB, deployment("web", 1, "shop:1", "").replace("\"image\":\"shop:1\"", env));

    assertThat(refused.code()).isEqualTo(500);
    assertThat(refused.message()).contains("duplicate entries for key [name=\"A\"]");
  }

  @Test
  void aBadQuantityIsRefused() {
    Answer refused =
        raw.post(
            "/api/v1/namespaces/shop/resourcequotas",
            "{\"metadata\":{\"name\":\"q\"},\"spec\":{\"hard\":{\"pods\":\"ten\"}}}");

    assertThat(refused.code()).isEqualTo(400);
    assertThat(refused.message()).contains("quantities must match the regular expression");
  }

  @Test
  void aServiceNameMayNotStartWithADigit() {
    Answer refused =
        raw.apply(
            "/api/v1/namespaces/shop/services/1shop",
            """
            {"apiVersion":"v1","kind":"Service","metadata":{"name":"1shop"},
             "spec":{"ports":[{"port":80}]}}""");

    assertThat(refused.code()).isEqualTo(422);
    assertThat(refused.message())
        .startsWith(
            "Service \"1shop\" is invalid: metadata.name: Invalid value: \"1shop\": a DNS-1035 label"
                + " must consist of lower case alphanumeric characters or '-'");
    assertThat(refused.body().at("/details/causes/0/field").asText()).isEqualTo("metadata.name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"image\":\"shop:1\"                  | \"imagePullPolicy\":\"Always\" | spec.template.spec.containers[0].image: Required value",
        "\"containers\":[{\"name\":\"main\",\"image\":\"shop:1\"}] | \"containers\":[] | spec.template.spec.containers: Required value",
        "\"matchLabels\":{\"app\":\"web\"}     | \"matchLabels\":{\"app\":\"other\"} | `selector` does not match template `labels`",
        "\"image\":\"shop:1\"                  | \"image\":\"shop:1\",\"volumeMounts\":[{\"name\":\"v\",\"mountPath\":\"/v\"}] | spec.template.spec.containers[0].volumeMounts[0].name: Not found: \"v\"",
        "\"image\":\"shop:1\"                  | \"image\":\"shop:1\",\"readinessProbe\":{} | must specify a handler type",
        "\"image\":\"shop:1\"                  | \"image\":\"shop:1\",\"resources\":{\"requests\":{\"memory\":\"2Gi\"},\"limits\":{\"memory\":\"1Gi\"}} | must be less than or equal to memory limit of 1Gi",
        "\"name\":\"main\"                     | \"name\":\"Main_1\" | a lowercase RFC 1123 label",
        "\"labels\":{\"app\":\"web\"}          | \"labels\":{\"app\":\"web\",\"x\":\"a b\"} | a valid label must be an empty string or consist of",
        "\"replicas\":1                        | \"replicas\":-1 | spec.replicas: Invalid value: -1: must be greater than or equal to 0"
      })
  void anInvalidDeploymentIsRefusedWithItsCause(String from, String to, String message) {
    Answer refused = raw.apply(WEB, deployment("web", 1, "shop:1", "").replace(from, to));

    assertThat(refused.code()).as(refused.message()).isEqualTo(422);
    assertThat(refused.message())
        .startsWith("Deployment.apps \"web\" is invalid: ")
        .contains(message);
    assertThat(refused.body().at("/details/causes")).isNotEmpty();
  }

  @Test
  void aSelectorIsImmutable() {
    raw.apply(WEB, deployment("web", 0, "shop:1", ""));

    Answer refused =
        raw.apply(
            WEB, deployment("web", 0, "shop:1", "").replace("\"app\":\"web\"", "\"app\":\"x\""));

    assertThat(refused.code()).isEqualTo(422);
    assertThat(refused.message())
        .isEqualTo(
            "Deployment.apps \"web\" is invalid: spec.selector: Invalid value:"
                + " {\"matchLabels\":{\"app\":\"x\"}}: field is immutable");
  }

  @Test
  void aStatefulSetMayChangeLittle() {
    Shop shop = Shop.named("a");
    shop.applyTo(client, "a");
    String set = "/apis/apps/v1/namespaces/store-a/statefulsets/mysql";

    Answer refused = raw.merge(set, "{\"spec\":{\"serviceName\":\"other\"}}");
    Answer scaled = raw.merge(set, "{\"spec\":{\"replicas\":0}}");

    assertThat(refused.code()).isEqualTo(422);
    assertThat(refused.message()).contains("updates to statefulset spec for fields other than");
    assertThat(scaled.code()).isEqualTo(200);
  }

  @Test
  void aJobTemplateIsImmutable() {
    Shop.named("a").applyTo(client, "a");

    Answer refused =
        raw.send(
            "PATCH",
            "/apis/batch/v1/namespaces/store-a/jobs/setup-1a2b3c",
            Raw.STRATEGIC,
            "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"setup\",\"image\":\"x:2\"}]}}}}");

    assertThat(refused.code()).isEqualTo(422);
    assertThat(refused.message()).contains("spec.template", "field is immutable");
  }

  @Test
  void aClaimGrowsOnlyWhereItsStorageClassAllowsIt() {
    String claims = "/api/v1/namespaces/shop/persistentvolumeclaims";
    String claim =
        """
        {"metadata":{"name":"%s"},"spec":{"accessModes":["ReadWriteOnce"],"storageClassName":"%s",
         "resources":{"requests":{"storage":"1Gi"}}}}""";
    raw.post(
        "/apis/storage.k8s.io/v1/storageclasses",
        "{\"metadata\":{\"name\":\"grows\"},\"provisioner\":\"x.io/y\",\"allowVolumeExpansion\":true}");
    raw.post(claims, claim.formatted("fixed", "standard"));
    raw.post(claims, claim.formatted("elastic", "grows"));
    String more = "{\"spec\":{\"resources\":{\"requests\":{\"storage\":\"%s\"}}}}";

    Answer refused = raw.merge(claims + "/fixed", more.formatted("2Gi"));
    Answer grown = raw.merge(claims + "/elastic", more.formatted("2Gi"));
    Answer shrunk = raw.merge(claims + "/elastic", more.formatted("500Mi"));

    assertThat(refused.code()).isEqualTo(403);
    assertThat(refused.message()).contains("only dynamically provisioned pvc can be resized");
    assertThat(grown.code()).isEqualTo(200);
    assertThat(shrunk.code()).isEqualTo(422);
    Await.until(
        "grown volume",
        () ->
            raw.get(claims + "/elastic")
                .body()
                .at("/status/capacity/storage")
                .asText()
                .equals("2Gi"));
  }
}
