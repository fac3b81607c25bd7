package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.storeweaver.sandbox.Refusal.Cause;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Collects what is wrong with an object, in Kubernetes' words. */
final class Problems {
  private final Set<Cause> causes = new LinkedHashSet<>();

  List<Cause> causes() {
    return new ArrayList<>(causes);
  }

  void required(String field, String why) {
    causes.add(
        Cause.of("Required", field, why.isEmpty() ? "Required value" : "Required value: " + why));
  }

  void invalid(String field, JsonNode value, String why) {
    invalid(field, Json.shown(value), why);
  }

  /** The value as it is to be shown: strings in quotes. */
  void invalid(String field, String shown, String why) {
    causes.add(Cause.of("Invalid", field, "Invalid value: " + shown + ": " + why));
  }

  void duplicate(String field, String value) {
    causes.add(Cause.of("Duplicate", field, "Duplicate value: \"" + value + "\""));
  }

  void notFound(String field, String value) {
    causes.add(Cause.of("NotFound", field, "Not found: \"" + value + "\""));
  }

  void forbidden(String field, String why) {
    causes.add(Cause.of("Forbidden", field, "Forbidden: " + why));
  }

  void notSupported(String field, String value, Set<String> supported) {
    String list =
        new TreeSet<>(supported)
            .stream().map(one -> "\"" + one + "\"").collect(Collectors.joining(", "));
    causes.add(
        Cause.of(
            "NotSupported",
            field,
            "Unsupported value: \"" + value + "\": supported values: " + list));
  }

  /** Says so when a required text is missing; answers whether it is there. */
  boolean present(String field, String value, String why) {
    if (value.isEmpty()) {
      required(field, why);
    }
    return !value.isEmpty();
  }

  void check(String field, String value, NameRule rule) {
    rule.problem(value).ifPresent(why -> invalid(field, "\"" + value + "\"", why));
  }
}
