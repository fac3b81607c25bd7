package io.storeweaver.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/**
 * One revision of a release as Helm 3 keeps it, so that the helm command line sees and can manage
 * what was applied here.
 *
 * @param chart Helm's {@code chart} object: metadata and default values, and what else Helm wrote
 *     into it
 * @param config the values given over the chart's defaults
 * @param manifest the applied objects as text
 */
public record ReleaseRecord(
    String name,
    String namespace,
    int revision,
    Info info,
    ObjectNode chart,
    Map<String, Object> config,
    String manifest,
    List<Hook> hooks) {
  private static final String TYPE = "helm.sh/release.v1";

  /**
   * What happened to a revision, and when.
   *
   * @param description a sentence for {@code helm history}
   * @param notes the chart's NOTES, empty if none
   */
  public record Info(
      ReleaseStatus status,
      Instant firstDeployed,
      Instant lastDeployed,
      String description,
      String notes) {}

  public ReleaseRecord {
    hooks = List.copyOf(hooks);
  }

  /**
   * The record of a rendered chart.
   *
   * @throws IllegalArgumentException if a credential would get into it: as a value, or as a Secret
   *     with data in the manifest
   */
  public static ReleaseRecord of(
      RenderedChart rendered,
      int revision,
      ReleaseStatus status,
      Instant firstDeployed,
      Instant lastDeployed,
      String description) {
    refuse(rendered, CredentialScan.inValues(Yaml.toNode(rendered.config())).orElse(""));
    refuse(rendered, CredentialScan.inObjects(rendered.objects()).orElse(""));
    ObjectNode chart = Yaml.object();
    chart.set("metadata", rendered.chart().metadata());
    // Helm reads the defaults again for --reuse-values; without them it ends with a nil pointer.
    chart.set("values", rendered.chart().values());
    Info info = new Info(status, firstDeployed, lastDeployed, description, rendered.notes());
    return new ReleaseRecord(
        rendered.releaseName(),
        rendered.namespace(),
        revision,
        info,
        chart,
        rendered.config(),
        rendered.manifest(),
        rendered.hooks());
  }

  /** The name of the Secret that holds a revision. */
  public static String secretName(String release, int revision) {
    return "sh.helm.release.v1.%s.v%d".formatted(release, revision);
  }

  /** The Secret to be applied; equal records give equal Secrets. */
  public ObjectNode toSecret() {
    ObjectNode secret =
        Yaml.object().put("apiVersion", "v1").put("kind", "Secret").put("type", TYPE);
    ObjectNode metadata =
        secret
            .putObject("metadata")
            .put("name", secretName(name, revision))
            .put("namespace", namespace);
    metadata
        .putObject("labels")
        .put("name", name)
        .put("owner", "helm")
        .put("status", info.status().word())
        .put("version", Integer.toString(revision))
        .put("modifiedAt", Long.toString(info.lastDeployed().getEpochSecond()))
        .put("storeweaver.io/store", name);
    secret.putObject("data").put("release", ReleaseCodec.encode(toJson()));
    return secret;
  }

  /**
   * Reads a Secret that this or Helm wrote.
   *
   * @throws IllegalArgumentException if it holds no release
   */
  public static ReleaseRecord fromSecret(ObjectNode secret) {
    ObjectNode json = ReleaseCodec.decode(secret);
    JsonNode info = json.path("info");
    return new ReleaseRecord(
        json.path("name").asText(),
        json.path("namespace").asText(),
        json.path("version").asInt(),
        new Info(
            ReleaseStatus.of(info.path("status").asText()),
            time(info.path("first_deployed")),
            time(info.path("last_deployed")),
            info.path("description").asText(""),
            info.path("notes").asText("")),
        object(json.path("chart")),
        Yaml.toMap(object(json.path("config"))),
        json.path("manifest").asText(""),
        json.path("hooks") instanceof ArrayNode hooks
            ? hooks.valueStream().map(Hook::ofJson).toList()
            : List.of());
  }

  /**
   * The Secret of an earlier revision as it is once a later one is deployed; what Helm wrote
   * besides stays as it is.
   */
  public static ObjectNode superseded(ObjectNode secret, Instant now) {
    ObjectNode json = ReleaseCodec.decode(secret);
    json.withObject("/info").put("status", ReleaseStatus.SUPERSEDED.word());
    ObjectNode changed = secret.deepCopy();
    changed
        .withObject("/metadata/labels")
        .put("status", ReleaseStatus.SUPERSEDED.word())
        .put("modifiedAt", Long.toString(now.getEpochSecond()));
    changed.withObject("/data").put("release", ReleaseCodec.encode(json));
    return changed;
  }

  private ObjectNode toJson() {
    ObjectNode json =
        Yaml.object()
            .put("name", name)
            .put("namespace", namespace)
            .put("version", revision)
            .put("manifest", manifest);
    json.putObject("info")
        .put("first_deployed", info.firstDeployed().toString())
        .put("last_deployed", info.lastDeployed().toString())
        .put("deleted", "")
        .put("description", info.description())
        .put("status", info.status().word())
        .put("notes", info.notes());
    json.set("chart", chart.deepCopy());
    json.set("config", Yaml.toNode(config));
    hooks.forEach(hook -> json.withArray("/hooks").add(hook.toJson()));
    return json;
  }

  private static void refuse(RenderedChart rendered, String finding) {
    if (!finding.isEmpty()) {
      throw new IllegalArgumentException(
          "The release record of %s would hold a credential, %s; it was not written. Charts refer to existing Secrets by name."
              .formatted(rendered.releaseName(), finding));
    }
  }

  private static ObjectNode object(JsonNode node) {
    return node instanceof ObjectNode object ? object : Yaml.object();
  }

  // Helm writes local times with an offset, and an empty text for a time that never was.
  private static Instant time(JsonNode text) {
    try {
      return text.asText("").isEmpty()
          ? Instant.EPOCH
          : OffsetDateTime.parse(text.asText()).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "The release holds a time that is none: '%s'".formatted(text.asText()), e);
    }
  }
}
