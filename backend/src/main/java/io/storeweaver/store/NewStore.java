package io.storeweaver.store;

import io.storeweaver.Rejected;
import io.storeweaver.Rejected.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request for a new store that has passed validation; the constructor has already refused
 * nonsense.
 *
 * @param adminPassword given in confidence, or null to have one generated
 * @param subdomain first label of the host, where that one is free; made of the name otherwise
 */
public record NewStore(
    String name,
    Engine engine,
    Plan plan,
    Optional<String> chartVersion,
    Optional<String> customDomain,
    String adminEmail,
    String adminUsername,
    @Nullable String adminPassword,
    boolean storefront,
    Optional<String> subdomain) {
  private static final int SHORTEST_PASSWORD = 12;
  private static final int LONGEST_PASSWORD = 128;
  private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{2,59}");
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

  /** The body of a create as a client sends it; nothing in it has been checked. */
  @Schema(
      name = "NewStore",
      description = "The wish for a store; name and engine are enough.",
      requiredProperties = {"name", "engine"})
  public record Body(
      @Schema(description = "Unique among your live stores.", minLength = 1, maxLength = 200)
          @Nullable String name,
      @Schema(enumeration = {"woocommerce", "medusa"}) @Nullable String engine,
      @Schema(
              enumeration = {"starter", "standard", "business"},
              defaultValue = "starter")
          @Nullable String plan,
      @Schema(description = "One of those that GET /api/v1/engines lists; the newest by default.")
          @Nullable String chartVersion,
      @Schema(description = "A domain of your own that points here.", maxLength = 253)
          @Nullable String customDomain,
      @Schema(maxLength = 254, defaultValue = "admin@example.com") @Nullable String adminEmail,
      @Schema(minLength = 3, maxLength = 60, defaultValue = "admin") @Nullable String adminUsername,
      @Schema(
              description = "Left out, one is generated. No answer ever holds it.",
              minLength = 12,
              maxLength = 128,
              writeOnly = true)
          @Nullable String adminPassword,
      @Schema(description = "Whether Medusa gets a storefront.", defaultValue = "true")
          @Nullable Boolean storefront) {
    /** A body with the two fields that are enough. */
    public static Body of(@Nullable String name, @Nullable String engine) {
      return new Body(name, engine, null, null, null, null, null, null, null);
    }
  }

  /** The same as a body, for the record of who asked for what: without the password. */
  Body asked() {
    return new Body(
        name,
        engine.id(),
        plan.id(),
        chartVersion.orElse(null),
        customDomain.orElse(null),
        adminEmail,
        adminUsername,
        null,
        storefront);
  }

  /**
   * Checks a body and fills in the defaults.
   *
   * @throws Rejected naming every field at fault
   */
  public static NewStore of(Body body) {
    List<FieldError> errors = new ArrayList<>();
    String name = StoreFields.name(body.name(), errors);
    Optional<Engine> engine = engine(body.engine(), errors);
    Plan plan = body.plan() == null ? Plan.STARTER : StoreFields.plan(body.plan(), errors);
    String email =
        checked(
            body.adminEmail(),
            "admin@example.com",
            EMAIL,
            "admin_email",
            "admin_email must be an e-mail address",
            errors);
    String username =
        checked(
            body.adminUsername(),
            "admin",
            USERNAME,
            "admin_username",
            "admin_username must have 3 to 60 characters of A–Z, a–z, 0–9 and . _ @ -",
            errors);
    checkPassword(body.adminPassword(), errors);
    Optional<String> domain =
        Optional.ofNullable(body.customDomain()).map(d -> StoreFields.domain(d, errors));
    if (!errors.isEmpty()) {
      throw Rejected.invalid(errors);
    }
    return new NewStore(
        name,
        engine.orElseThrow(),
        plan,
        Optional.ofNullable(body.chartVersion()),
        domain,
        email,
        username,
        body.adminPassword(),
        !Boolean.FALSE.equals(body.storefront()),
        Optional.empty());
  }

  /** The same wish, for a store whose host is to begin with that label. */
  public NewStore at(Optional<String> label) {
    return new NewStore(
        name,
        engine,
        plan,
        chartVersion,
        customDomain,
        adminEmail,
        adminUsername,
        adminPassword,
        storefront,
        label);
  }

  private static Optional<Engine> engine(@Nullable String id, List<FieldError> errors) {
    if (id == null || id.isBlank()) {
      errors.add(new FieldError("engine", "engine is required: woocommerce or medusa"));
      return Optional.empty();
    }
    Optional<Engine> engine = Engine.of(id.strip().toLowerCase(Locale.ROOT));
    if (engine.isEmpty()) {
      errors.add(new FieldError("engine", "engine must be woocommerce or medusa"));
    }
    return engine;
  }

  private static String checked(
      @Nullable String given,
      String otherwise,
      Pattern form,
      String field,
      String message,
      List<FieldError> errors) {
    if (given == null || given.isBlank()) {
      return otherwise;
    }
    if (given.length() > 254 || !form.matcher(given.strip()).matches()) {
      errors.add(new FieldError(field, message));
    }
    return given.strip();
  }

  private static void checkPassword(@Nullable String password, List<FieldError> errors) {
    if (password == null) {
      return;
    }
    boolean fits = password.length() >= SHORTEST_PASSWORD && password.length() <= LONGEST_PASSWORD;
    if (!fits || password.chars().anyMatch(Character::isISOControl)) {
      errors.add(
          new FieldError(
              "admin_password",
              "admin_password must have "
                  + SHORTEST_PASSWORD
                  + " to "
                  + LONGEST_PASSWORD
                  + " characters and no control characters; leave it out to have one generated"));
    }
  }

  /** Says nothing of the password. */
  @Override
  public String toString() {
    return "NewStore[" + name + ", " + engine + ", " + plan + "]";
  }
}
