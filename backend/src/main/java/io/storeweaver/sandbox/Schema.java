package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in an object, read from the client's model classes once. The classes themselves
 * would let unknown fields pass (they collect them in additionalProperties); this tree does not.
 */
final class Schema {
  enum Form {
    STRUCT,
    MAP,
    LIST,
    TEXT,
    NUMBER,
    BOOLEAN,
    QUANTITY,
    INT_OR_STRING,
    ANY
  }

  private static final ObjectMapper INTROSPECTOR = new ObjectMapper();
  private static final Map<JavaType, Schema> KNOWN = new ConcurrentHashMap<>();

  private final Form form;
  private final JavaType type;
  private final @Nullable Schema item;
  private volatile @Nullable Map<String, Schema> fields;

  private Schema(Form form, JavaType type, @Nullable Schema item) {
    this.form = form;
    this.type = type;
    this.item = item;
  }

  static Schema of(ResourceType type) {
    return of(INTROSPECTOR.constructType(type.model()));
  }

  Form form() {
    return form;
  }

  /** The Go name of the struct, for messages. */
  String structName() {
    return type.getRawClass().getSimpleName();
  }

  Schema item() {
    if (item == null) {
      throw new IllegalStateException(type + " has no items");
    }
    return item;
  }

  @Nullable Schema field(String name) {
    Map<String, Schema> known = fields;
    if (known == null) {
      known = introspect();
      fields = known;
    }
    return known.get(name);
  }

  private Map<String, Schema> introspect() {
    Map<String, Schema> found = new HashMap<>();
    var description = INTROSPECTOR.getSerializationConfig().introspect(type);
    for (BeanPropertyDefinition property : description.findProperties()) {
      found.put(property.getName(), of(property.getPrimaryType()));
    }
    found.remove("additionalProperties");
    return Map.copyOf(found);
  }

  private static Schema of(JavaType type) {
    Schema known = KNOWN.get(type);
    if (known == null) {
      known = make(type);
      KNOWN.put(type, known);
    }
    return known;
  }

  private static Schema make(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (raw == Quantity.class) {
      return new Schema(Form.QUANTITY, type, null);
    }
    if (raw == IntOrString.class) {
      return new Schema(Form.INT_OR_STRING, type, null);
    }
    if (type.isMapLikeType() || type.isCollectionLikeType()) {
      Form form = type.isMapLikeType() ? Form.MAP : Form.LIST;
      return new Schema(form, type, of(type.getContentType()));
    }
    return new Schema(plain(raw), type, null);
  }

  private static Form plain(Class<?> raw) {
    if (raw == String.class) {
      return Form.TEXT;
    }
    if (raw == Boolean.class || raw == boolean.class) {
      return Form.BOOLEAN;
    }
    if (Number.class.isAssignableFrom(raw) || raw.isPrimitive()) {
      return Form.NUMBER;
    }
    boolean model = raw.getName().startsWith("io.fabric8.kubernetes.api.model.");
    boolean open =
        raw.getSimpleName()
            .matches("FieldsV1|MicroTime|RawExtension|AnyType|KubernetesResource|Fields.*");
    return model && !open && !raw.isInterface() && !raw.isEnum() ? Form.STRUCT : Form.ANY;
  }
}
