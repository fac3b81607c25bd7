package io.storeweaver.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ReleaseRecordTest {
  private static final Renderer RENDERER = Fixtures.renderer();
  private static final Instant CREATED = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant UPDATED = Instant.parse("2026-03-02T11:30:00.123456Z");

  @AfterAll
  static void close() {
    RENDERER.close();
  }

  @Test
  void aRecordComesBackFromItsSecretUnchanged() {
    ReleaseRecord record = record(Map.of("store", Map.of("name", "Tea & 茶")), 3);

    ReleaseRecord back = ReleaseRecord.fromSecret(record.toSecret());

    assertThat(back).isEqualTo(record);
    assertThat(back.info().lastDeployed()).isEqualTo(UPDATED);
    assertThat(back.hooks()).hasSize(1);
    assertThat(back.info().notes()).contains("Tea & 茶");
  }

  @Test
  void theSecretIsNamedTypedAndLabelledAsHelmDoes() {
    ObjectNode secret = record(Map.of(), 3).toSecret();

    assertThat(secret.path("type").asText()).isEqualTo("helm.sh/release.v1");
    assertThat(secret.at("/metadata/name").asText()).isEqualTo("sh.helm.release.v1.shop-abc123.v3");
    assertThat(secret.at("/metadata/namespace").asText()).isEqualTo("store-shop-abc123");
    JsonNode labels = secret.at("/metadata/labels");
    assertThat(labels.path("owner").asText()).isEqualTo("helm");
    assertThat(labels.path("name").asText()).isEqualTo("shop-abc123");
    assertThat(labels.path("status").asText()).isEqualTo("deployed");
    assertThat(labels.path("version").asText()).isEqualTo("3");
    assertThat(labels.path("storeweaver.io/store").asText()).isEqualTo("shop-abc123");
  }

  @Test
  void theBodyHasWhatHelmReadsWithoutLookingWhetherItIsThere() {
    ObjectNode json = ReleaseCodec.decode(record(Map.of(), 1).toSecret());

    assertThat(json.at("/info/status").asText()).isEqualTo("deployed");
    assertThat(json.at("/info/first_deployed").asText()).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(json.at("/info/deleted").asText("missing")).isEmpty();
    assertThat(json.at("/chart/metadata/name").asText()).isEqualTo("small");
    assertThat(json.at("/chart/values/replicas").asInt()).isEqualTo(1);
    assertThat(json.at("/hooks/0/last_run/started_at").asText("missing")).isEmpty();
    assertThat(json.at("/hooks/0/events/0").asText()).isEqualTo("test");
  }

  @Test
  void equalRecordsGiveEqualSecretsSoThatApplyingThemAgainChangesNothing() {
    assertThat(record(Map.of("replicas", 2), 2).toSecret())
        .isEqualTo(record(Map.of("replicas", 2), 2).toSecret());
  }

  @Test
  void anEarlierRevisionIsSupersededWithoutLosingWhatHelmWroteIntoIt() {
    ObjectNode secret = record(Map.of(), 1).toSecret();
    ObjectNode json = ReleaseCodec.decode(secret);
    json.withObject("/chart")
        .putArray("templates")
        .addObject()
        .put("name", "templates/a.yaml")
        .put("data", "e30=");
    secret.withObject("/data").put("release", ReleaseCodec.encode(json));
    secret.withObject("/metadata").put("resourceVersion", "77");

    ObjectNode superseded = ReleaseRecord.superseded(secret, UPDATED);

    assertThat(superseded.at("/metadata/labels/status").asText()).isEqualTo("superseded");
    assertThat(superseded.at("/metadata/resourceVersion").asText()).isEqualTo("77");
    assertThat(ReleaseRecord.fromSecret(superseded).info().status())
        .isEqualTo(ReleaseStatus.SUPERSEDED);
    assertThat(ReleaseCodec.decode(superseded).at("/chart/templates/0/name").asText())
        .isEqualTo("templates/a.yaml");
    assertThat(secret.at("/metadata/labels/status").asText()).isEqualTo("deployed");
  }

  @Test
  void timesWithAnOffsetAsHelmWritesThemAreUnderstood() {
    ObjectNode secret = record(Map.of(), 1).toSecret();
    ObjectNode json = ReleaseCodec.decode(secret);
    json.withObject("/info").put("last_deployed", "2026-03-02T13:30:00.5+02:00");
    secret.withObject("/data").put("release", ReleaseCodec.encode(json));

    assertThat(ReleaseRecord.fromSecret(secret).info().lastDeployed())
        .isEqualTo(Instant.parse("2026-03-02T11:30:00.500Z"));
  }

  @Test
  void aCredentialInTheValuesOrTheManifestIsRefused() {
    assertThatThrownBy(() -> record(Map.of("database", Map.of("rootPassword", "hunter2")), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("database.rootPassword")
        .message()
        .doesNotContain("hunter2");
    assertThatThrownBy(() -> record(Map.of("apps", List.of(Map.of("apiKey", "k"))), 1))
        .hasMessageContaining("apps[].apiKey");
    ObjectNode secret = Yaml.object().put("kind", "Secret");
    secret.putObject("metadata").put("name", "mysql-secret");
    secret.putObject("data").put("MYSQL_PASSWORD", "aHVudGVyMg==");
    assertThat(CredentialScan.inObjects(List.of(secret))).contains("Secret/mysql-secret");
  }

  @Test
  void namesOfSecretsAreNoCredentials() {
    Map<String, Object> values =
        Map.of(
            "ingress",
            Map.of("tls", Map.of("secretName", "shop-tls")),
            "secrets",
            Map.of("create", false, "revision", "3"),
            "token",
            "");

    assertThat(record(values, 1).config()).containsKey("ingress");
  }

  @Test
  void aSecretThatHoldsNoReleaseIsRefusedByName() {
    ObjectNode secret = Yaml.object().put("kind", "Secret");
    secret.putObject("metadata").put("name", "other");

    assertThatThrownBy(() -> ReleaseRecord.fromSecret(secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Secret other");
  }

  private static ReleaseRecord record(Map<String, Object> values, int revision) {
    return ReleaseRecord.of(
        Fixtures.render(RENDERER, values),
        revision,
        ReleaseStatus.DEPLOYED,
        CREATED,
        UPDATED,
        "Upgrade complete");
  }
}
