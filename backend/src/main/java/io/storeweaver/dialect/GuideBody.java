package io.storeweaver.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.Rejected;
import io.storeweaver.Rejected.FieldError;
import io.storeweaver.http.Bodies;
import io.storeweaver.store.NewStore;
import io.storeweaver.store.Store;
import io.storeweaver.store.StorePatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The body of a creation or of an edit, as the guide's clients send it. */
record GuideBody(
    @Nullable String name, @Nullable String engine, @Nullable String subdomain, long version) {
  private static final int SHORTEST_NAME = 3;
  private static final int LONGEST_NAME = 100;
  private static final String USUAL_ENGINE = "woocommerce";
  private static final Pattern LABEL = Pattern.compile("[a-z]([a-z0-9-]{0,38}[a-z0-9])?");

  /** A request for a new store. */
  static NewStore creation(byte[] body) {
    List<FieldError> errors = new ArrayList<>();
    GuideBody read = read(Bodies.readObject(body), Set.of("name", "config"), errors);
    if (read.name == null && errors.isEmpty()) {
      errors.add(new FieldError("name", "name is required"));
    }
    refuse(errors);
    return NewStore.of(
            NewStore.Body.of(read.name, read.engine == null ? USUAL_ENGINE : read.engine))
        .at(Optional.ofNullable(read.subdomain));
  }

  /** An edit; {@code version} is the one that it is meant for. */
  static GuideBody edit(byte[] body) {
    ObjectNode object = Bodies.readObject(body);
    List<FieldError> errors = new ArrayList<>();
    GuideBody read = read(object, Set.of("name", "config", "version"), errors);
    if (read.version < 1) {
      errors.add(new FieldError("version", "version must be a whole number from 1"));
    }
    refuse(errors);
    return read;
  }

  private static void refuse(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw Rejected.invalid(errors);
    }
  }

  private static GuideBody read(ObjectNode body, Set<String> known, List<FieldError> errors) {
    refuseOthers(body, known, "", errors);
    String name = DialectJson.text(body, "name", errors);
    int length =
        name == null ? SHORTEST_NAME : name.strip().codePointCount(0, name.strip().length());
    if (length < SHORTEST_NAME || length > LONGEST_NAME) {
      errors.add(new FieldError("name", "name must have 3 to 100 characters"));
    }
    JsonNode config = body.path("config");
    String engine = null;
    String subdomain = null;
    if (config instanceof ObjectNode given) {
      refuseOthers(given, Set.of("engine", "subdomain"), "config.", errors);
      engine = DialectJson.text(given, "engine", errors);
      subdomain = DialectJson.text(given, "subdomain", errors);
    } else if (!config.isMissingNode()) {
      errors.add(new FieldError("config", "config must be an object"));
    }
    if (subdomain != null && !LABEL.matcher(subdomain).matches()) {
      errors.add(
          new FieldError(
              "config.subdomain",
              "config.subdomain must have 1 to 40 characters of a–z, 0–9 and -, and begin with a letter"));
    }
    return new GuideBody(name, engine, subdomain, version(body.path("version")));
  }

  private static long version(JsonNode given) {
    return given.isIntegralNumber() && given.canConvertToLong() ? given.longValue() : 0;
  }

  private static void refuseOthers(
      ObjectNode object, Set<String> known, String prefix, List<FieldError> errors) {
    object
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                errors.add(new FieldError(prefix + field, prefix + field + " is unknown"));
              }
            });
  }

  /** What the edit changes of a store; engine and subdomain are fixed when it is created. */
  StorePatch patch(Store store) {
    GuideRow.Config config = GuideRow.Config.of(store);
    List<FieldError> errors = new ArrayList<>();
    if (engine != null && !engine.equals(config.engine())) {
      errors.add(new FieldError("config.engine", "config.engine cannot be changed"));
    }
    if (subdomain != null && !subdomain.equals(config.subdomain())) {
      errors.add(new FieldError("config.subdomain", "config.subdomain cannot be changed"));
    }
    refuse(errors);
    return StorePatch.ofName(Optional.ofNullable(name));
  }
}
