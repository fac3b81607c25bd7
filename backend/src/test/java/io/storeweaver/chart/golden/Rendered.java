package io.storeweaver.chart.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.Serial;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a chart rendered to: text, trees, and typed objects that know no unknown field. */
record Rendered(String text) {
  private static final JsonMapper STRICT =
      JsonMapper.builder().annotationIntrospector(new WithoutAnySetter()).build();
  private static final KubernetesSerialization KINDS = new KubernetesSerialization();

  /** A pod template with the name of its owner and how many pods of it may run at once. */
  record Pods(String owner, int replicas, boolean rolls, PodTemplateSpec template) {}

  List<JsonNode> trees() {
    return Json.documents(text);
  }

  List<HasMetadata> objects() {
    return trees().stream().map(Rendered::typed).toList();
  }

  <T extends HasMetadata> List<T> all(Class<T> kind) {
    return objects().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <T extends HasMetadata> T one(Class<T> kind, String name) {
    return all(kind).stream()
        .filter(object -> object.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " " + name));
  }

  Job setup() {
    return all(Job.class).getFirst();
  }

  List<Pods> pods() {
    return objects().stream().map(Rendered::pods).flatMap(Optional::stream).toList();
  }

  List<String> names() {
    return objects().stream().map(o -> o.getKind() + "/" + o.getMetadata().getName()).toList();
  }

  Stream<JsonNode> kind(String kind) {
    return trees().stream().filter(tree -> tree.path("kind").asText().equals(kind));
  }

  private static Optional<Pods> pods(HasMetadata object) {
    return switch (object) {
      case Deployment d ->
          Optional.of(
              new Pods(
                  "Deployment/" + d.getMetadata().getName(),
                  d.getSpec().getReplicas(),
                  d.getSpec().getStrategy().getType().equals("RollingUpdate"),
                  d.getSpec().getTemplate()));
      case StatefulSet s ->
          Optional.of(
              new Pods(
                  "StatefulSet/" + s.getMetadata().getName(),
                  s.getSpec().getReplicas(),
                  false,
                  s.getSpec().getTemplate()));
      case Job j ->
          Optional.of(
              new Pods("Job/" + j.getMetadata().getName(), 1, false, j.getSpec().getTemplate()));
      default -> Optional.empty();
    };
  }

  private static HasMetadata typed(JsonNode tree) {
    String kind = tree.path("kind").asText();
    try {
      Class<?> known = KINDS.unmarshal(tree.toString(), HasMetadata.class).getClass();
      Class<?> type = kind.equals("HTTPRoute") ? HTTPRoute.class : known;
      return (HasMetadata) STRICT.treeToValue(tree, type);
    } catch (Exception e) {
      throw new AssertionError(
          "%s %s is not what Kubernetes knows: %s"
              .formatted(kind, tree.path("metadata").path("name").asText(), e.getMessage()),
          e);
    }
  }

  // The models keep unknown fields in a map; without its setter they are refused.
  private static final class WithoutAnySetter extends JacksonAnnotationIntrospector {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated member) {
      return false;
    }
  }
}
