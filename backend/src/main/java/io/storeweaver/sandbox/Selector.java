package io.storeweaver.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** labelSelector and fieldSelector of a list, watch or delete. */
final class Selector {
  private static final Pattern COMMA_OUTSIDE_PARENTHESES = Pattern.compile(",(?![^()]*\\))");
  private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\(([^)]*)\\)");
  private static final Pattern EQUALS = Pattern.compile("([^!=\\s]+)\\s*(==?|!=)\\s*([^=]*)");
  private static final Pattern EXISTS = Pattern.compile("(!?)\\s*([A-Za-z0-9./_-]+)");
  private static final Set<String> FIELDS =
      Set.of(
          "metadata.name",
          "metadata.namespace",
          "status.phase",
          "spec.nodeName",
          "spec.restartPolicy",
          "spec.serviceAccountName",
          "type",
          "reason",
          "source",
          "involvedObject.kind",
          "involvedObject.name",
          "involvedObject.namespace",
          "involvedObject.uid",
          "involvedObject.apiVersion",
          "involvedObject.fieldPath",
          "involvedObject.resourceVersion",
          "status.successful",
          "status.replicas",
          "spec.unschedulable");

  private final List<Predicate<StoredObject>> requirements;

  private Selector(List<Predicate<StoredObject>> requirements) {
    this.requirements = List.copyOf(requirements);
  }

  static Selector of(@Nullable String labels, @Nullable String fields) {
    List<Predicate<StoredObject>> requirements = new ArrayList<>();
    for (String part : parts(labels)) {
      requirements.add(label(part));
    }
    for (String part : parts(fields)) {
      requirements.add(field(part));
    }
    return new Selector(requirements);
  }

  Selector and(Predicate<StoredObject> requirement) {
    List<Predicate<StoredObject>> all = new ArrayList<>(requirements);
    all.add(requirement);
    return new Selector(all);
  }

  boolean matches(StoredObject object) {
    for (Predicate<StoredObject> requirement : requirements) {
      if (!requirement.test(object)) {
        return false;
      }
    }
    return true;
  }

  private static List<String> parts(@Nullable String selector) {
    return selector == null
        ? List.of()
        : COMMA_OUTSIDE_PARENTHESES
            .splitAsStream(selector)
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .toList();
  }

  private static Predicate<StoredObject> label(String part) {
    Matcher set = SET.matcher(part);
    if (set.matches()) {
      String key = set.group(1);
      Set<String> values = Set.copyOf(List.of(set.group(3).strip().split("\\s*,\\s*")));
      boolean in = set.group(2).equals("in");
      return object -> {
        String value = object.labels.get(key);
        return (value != null && values.contains(value)) == in;
      };
    }
    Matcher equals = EQUALS.matcher(part);
    if (equals.matches()) {
      boolean wanted = !equals.group(2).equals("!=");
      String value = equals.group(3).strip();
      String key = equals.group(1);
      return object -> value.equals(object.labels.get(key)) == wanted;
    }
    Matcher exists = EXISTS.matcher(part);
    if (exists.matches()) {
      boolean wanted = exists.group(1).isEmpty();
      String key = exists.group(2);
      return object -> object.labels.containsKey(key) == wanted;
    }
    throw Refusal.badRequest("unable to parse requirement: found '" + part + "'");
  }

  private static Predicate<StoredObject> field(String part) {
    Matcher equals = EQUALS.matcher(part);
    if (!equals.matches()) {
      throw Refusal.badRequest("invalid selector: '" + part + "'; can't understand '" + part + "'");
    }
    String name = equals.group(1);
    String value = equals.group(3).strip();
    boolean wanted = !equals.group(2).equals("!=");
    if (!FIELDS.contains(name)) {
      throw Refusal.badRequest(
          "Unable to find \""
              + name
              + "\" that match label selector \"\", field selector \""
              + part
              + "\": field label not supported: "
              + name);
    }
    String[] path = name.split("\\.", -1);
    return switch (name) {
      case "metadata.name" -> object -> object.name.equals(value) == wanted;
      case "metadata.namespace" -> object -> object.namespace.equals(value) == wanted;
      default -> object -> Json.text(object.tree(), path).equals(value) == wanted;
    };
  }
}
