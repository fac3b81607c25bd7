package io.storeweaver.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** A Helm chart held in memory, with the digest that names exactly this content. Immutable. */
public final class ChartArchive {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private final SortedMap<String, byte[]> files;
  private final ObjectNode metadata;
  private final ObjectNode values;
  private final String digest;

  private ChartArchive(SortedMap<String, byte[]> files, String origin) {
    this.files = files;
    this.metadata = parse(files, "Chart.yaml", origin);
    this.values =
        files.containsKey("values.yaml") ? parse(files, "values.yaml", origin) : Yaml.object();
    this.digest = Digest.ofFiles(files);
    if (!NAME.matcher(name()).matches() || version().isEmpty()) {
      throw new BadChart(
          "The Chart.yaml in %s needs a name (lower case, digits, '-') and a version; it has name '%s', version '%s'."
              .formatted(origin, name(), version()));
    }
  }

  /** Reads the chart in a folder; links that leave the folder are refused. */
  public static ChartArchive ofDirectory(Path folder) {
    return new ChartArchive(ChartSource.folder(folder), "the folder " + folder);
  }

  /**
   * Reads a chart from the bytes of a .tgz as {@code helm package} makes it; at most 5 MiB
   * unpacked.
   */
  public static ChartArchive ofTgz(byte[] tgz) {
    return new ChartArchive(Tarball.read(tgz), "the uploaded archive");
  }

  /**
   * Reads a chart packed in the artefact, e.g. {@code charts/store}, whether the artefact is a
   * folder or a jar.
   */
  public static ChartArchive ofClasspath(String prefix) {
    return new ChartArchive(ChartSource.classpath(prefix), "the classpath under " + prefix);
  }

  public String name() {
    return metadata.path("name").asText("");
  }

  public String version() {
    return metadata.path("version").asText("");
  }

  /** The version of the application inside, empty if the chart names none. */
  public String appVersion() {
    return metadata.path("appVersion").asText("");
  }

  public String description() {
    return metadata.path("description").asText("");
  }

  /** {@code sha256:<hex>} over all paths and contents: equal digests mean equal charts. */
  public String digest() {
    return digest;
  }

  /** The chart's values.yaml, as a copy that the caller may keep. */
  public Map<String, Object> defaultValues() {
    return Yaml.toMap(values);
  }

  /** The {@code plans} of the chart's values by plan id; empty if the chart has none. */
  public Map<String, Object> plans() {
    return values.get("plans") instanceof ObjectNode plans ? Yaml.toMap(plans) : Map.of();
  }

  /** The text of one file of the chart, by its path within the chart. */
  public Optional<String> file(String path) {
    return Optional.ofNullable(files.get(path))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** The chart as .tgz; equal charts give equal bytes. */
  public byte[] toTgz() {
    return Tarball.write(name(), files);
  }

  SortedMap<String, byte[]> files() {
    return files;
  }

  ObjectNode metadata() {
    return metadata.deepCopy();
  }

  ObjectNode values() {
    return values.deepCopy();
  }

  @Override
  public String toString() {
    return name() + "-" + version();
  }

  private static ObjectNode parse(SortedMap<String, byte[]> files, String path, String origin) {
    byte[] bytes = files.get(path);
    if (bytes == null) {
      throw new BadChart(
          "There is no chart in %s: it holds no %s; name a folder or archive whose top level has one."
              .formatted(origin, path));
    }
    try {
      JsonNode node = Yaml.one(new String(bytes, StandardCharsets.UTF_8));
      if (node.isNull() || node instanceof ObjectNode) {
        return node instanceof ObjectNode object ? object : Yaml.object();
      }
    } catch (Yaml.Malformed e) {
      throw new BadChart(
          "The %s in %s is not valid YAML: %s".formatted(path, origin, e.getMessage()), e);
    }
    throw new BadChart("The %s in %s is not a mapping of keys to values.".formatted(path, origin));
  }
}
