package io.storeweaver.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * A chart rendered for one release.
 *
 * @param inputDigest names chart, release, namespace, values and Kubernetes version: the same
 *     digest renders to the same manifests
 * @param config the values that were given to Helm over the chart's defaults, values files included
 * @param objects what is to be applied, in Helm's install order; every call returns copies that the
 *     caller may change
 * @param hooks objects that Helm runs at certain moments, such as test pods; recorded, never
 *     applied
 * @param manifest the text of the objects as Helm stores it, without hooks
 * @param notes what the chart tells its user after an install, empty if nothing
 */
public record RenderedChart(
    ChartArchive chart,
    String releaseName,
    String namespace,
    String inputDigest,
    Map<String, Object> config,
    List<ObjectNode> objects,
    List<Hook> hooks,
    String manifest,
    String notes) {

  public RenderedChart {
    objects = List.copyOf(objects);
    hooks = List.copyOf(hooks);
  }

  @Override
  public List<ObjectNode> objects() {
    return objects.stream().map(ObjectNode::deepCopy).toList();
  }

  /** The objects of a manifest kept from an earlier rendering, without rendering again. */
  public static List<ObjectNode> objectsOf(String manifest) {
    try {
      return Yaml.documents(manifest).stream().map(RenderedChart::object).toList();
    } catch (Yaml.Malformed e) {
      throw new IllegalArgumentException("The kept manifest cannot be read: " + e.getMessage(), e);
    }
  }

  private static ObjectNode object(JsonNode document) {
    if (document instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException(
        "The kept manifest holds something that is no object: " + document.getNodeType());
  }
}
