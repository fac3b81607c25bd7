package io.storeweaver.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.Rejected.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An edit of a store by JSON merge patch (RFC 7396): an absent field stays, {@code null} is allowed
 * for the custom domain only and removes it.
 *
 * @param domainGiven true where the custom domain is to be set or, with an empty {@code
 *     customDomain}, removed
 */
public record StorePatch(
    Optional<String> name,
    Optional<Plan> plan,
    Optional<String> chartVersion,
    Optional<Boolean> suspended,
    boolean domainGiven,
    Optional<String> customDomain) {

  /** An edit as a client sends it; nothing in it has been checked. */
  @Schema(
      name = "StoreEdit",
      description = "A JSON merge patch (RFC 7396): what is absent stays as it is.")
  public record Body(
      @Schema(minLength = 1, maxLength = 200) String name,
      @Schema(enumeration = {"starter", "standard", "business"}) String plan,
      @Schema(description = "One of those that GET /api/v1/engines lists.") String chartVersion,
      @Schema(description = "true scales the store to zero and keeps its data.") boolean suspended,
      @Schema(description = "A domain of your own; null removes it.", maxLength = 253)
          @Nullable String customDomain) {}

  private static final Set<String> FIELDS =
      Set.of("name", "plan", "chart_version", "suspended", "custom_domain");

  /**
   * Reads and checks a merge patch.
   *
   * @throws Rejected naming every field at fault
   */
  public static StorePatch of(ObjectNode patch) {
    List<String> unknown = new ArrayList<>();
    patch
        .fieldNames()
        .forEachRemaining(
            f -> {
              if (!FIELDS.contains(f)) {
                unknown.add(f);
              }
            });
    if (!unknown.isEmpty()) {
      throw new Rejected(
          Reason.UNKNOWN_FIELD,
          "The field \""
              + unknown.getFirst()
              + "\" cannot be edited; these can: name, plan, chart_version, suspended, custom_domain.",
          unknown.stream().map(f -> new FieldError(f, "unknown field")).toList(),
          null);
    }
    List<FieldError> errors = new ArrayList<>();
    Optional<String> name = text(patch, "name", errors).map(n -> StoreFields.name(n, errors));
    Optional<Plan> plan = text(patch, "plan", errors).map(p -> StoreFields.plan(p, errors));
    Optional<String> version = text(patch, "chart_version", errors);
    boolean domainGiven = patch.has("custom_domain");
    Optional<String> domain =
        domainGiven && patch.get("custom_domain").isNull()
            ? Optional.empty()
            : text(patch, "custom_domain", errors).map(d -> StoreFields.domain(d, errors));
    Optional<Boolean> suspended = flag(patch, "suspended", errors);
    if (!errors.isEmpty()) {
      throw Rejected.invalid(errors);
    }
    return new StorePatch(name, plan, version, suspended, domainGiven, domain);
  }

  /** An edit of nothing but the name, which is checked; of nothing at all without one. */
  public static StorePatch ofName(Optional<String> given) {
    List<FieldError> errors = new ArrayList<>();
    Optional<String> name = given.map(n -> StoreFields.name(n, errors));
    if (!errors.isEmpty()) {
      throw Rejected.invalid(errors);
    }
    return new StorePatch(
        name, Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());
  }

  private static Optional<String> text(ObjectNode patch, String field, List<FieldError> errors) {
    JsonNode value = patch.get(field);
    if (value != null && !value.isTextual()) {
      errors.add(new FieldError(field, field + " must be a string"));
    }
    return value == null || !value.isTextual() ? Optional.empty() : Optional.of(value.textValue());
  }

  private static Optional<Boolean> flag(ObjectNode patch, String field, List<FieldError> errors) {
    JsonNode value = patch.get(field);
    if (value != null && !value.isBoolean()) {
      errors.add(new FieldError(field, field + " must be true or false"));
    }
    return value == null || !value.isBoolean()
        ? Optional.empty()
        : Optional.of(value.booleanValue());
  }
}
