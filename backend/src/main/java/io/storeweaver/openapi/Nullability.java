package io.storeweaver.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/**
 * Says of each property whether it is always there and whether it can be null, as the record says
 * it: an answer has every component of its record, unless absent ones are left out; a request may
 * leave out whatever is not required.
 */
final class Nullability {
  private static final PropertyNamingStrategies.NamingBase NAMES =
      new PropertyNamingStrategies.SnakeCaseStrategy();
  private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
  private static final DotName INCLUDE = DotName.createSimple(JsonInclude.class);
  private static final DotName SCHEMA =
      DotName.createSimple(org.eclipse.microprofile.openapi.annotations.media.Schema.class);

  private final IndexView index;

  Nullability(IndexView index) {
    this.index = index;
  }

  void apply(OpenAPI api) {
    Set<String> requests = requests(api);
    Map<String, Schema> schemas = api.getComponents().getSchemas();
    for (AnnotationInstance named : index.getAnnotations(SCHEMA)) {
      Schema schema =
          named.value("name") == null ? null : schemas.get(named.value("name").asString());
      if (schema != null
          && named.target().kind() == org.jboss.jandex.AnnotationTarget.Kind.CLASS
          && named.target().asClass().isRecord()) {
        apply(schema, named.target().asClass(), requests.contains(named.value("name").asString()));
      }
    }
  }

  private static Set<String> requests(OpenAPI api) {
    Set<String> names = new HashSet<>();
    api.getPaths().getPathItems().values().stream()
        .flatMap(item -> item.getOperations().values().stream())
        .filter(operation -> operation.getRequestBody() != null)
        .flatMap(
            operation -> operation.getRequestBody().getContent().getMediaTypes().values().stream())
        .map(MediaType::getSchema)
        .forEach(schema -> addReached(schema, api.getComponents().getSchemas(), names));
    return names;
  }

  // What stands in a request belongs to the request too.
  private static void addReached(
      @Nullable Schema schema, Map<String, Schema> schemas, Set<String> names) {
    if (schema == null || schema.getRef() == null) {
      return;
    }
    String name = schema.getRef().replaceFirst(".*/", "");
    Schema reached = schemas.get(name);
    if (names.add(name) && reached != null && reached.getProperties() != null) {
      reached.getProperties().values().forEach(part -> addReached(part, schemas, names));
    }
  }

  private static void apply(Schema schema, ClassInfo type, boolean request) {
    boolean sparse = request || type.hasDeclaredAnnotation(INCLUDE);
    List<String> required =
        new ArrayList<>(schema.getRequired() == null ? List.of() : schema.getRequired());
    for (RecordComponentInfo component : type.recordComponentsInDeclarationOrder()) {
      String name = NAMES.translate(component.name());
      Schema property = schema.getProperties() == null ? null : schema.getProperties().get(name);
      if (property == null) {
        continue;
      }
      boolean given = required.contains(name);
      if (!sparse && !given) {
        required.add(name);
      }
      boolean mayBeNull = component.type().hasAnnotation(NULLABLE);
      boolean leftOut = type.hasDeclaredAnnotation(INCLUDE) || (request && given);
      if (mayBeNull && !leftOut) {
        schema.addProperty(name, nullable(property));
      }
    }
    schema.setRequired(required.isEmpty() ? null : required);
  }

  private static Schema nullable(Schema property) {
    Schema nothing = OASFactory.createSchema().addType(Schema.SchemaType.NULL);
    if (property.getRef() != null) {
      Schema reference = OASFactory.createSchema().ref(property.getRef());
      return OASFactory.createSchema()
          .description(property.getDescription())
          .addAnyOf(reference)
          .addAnyOf(nothing);
    }
    if (property.getType() != null && !property.getType().contains(Schema.SchemaType.NULL)) {
      property.addType(Schema.SchemaType.NULL);
      if (property.getEnumeration() != null) {
        List<Object> values = new ArrayList<>(property.getEnumeration());
        values.add(null);
        property.setEnumeration(values);
      }
    }
    return property;
  }
}
