package io.storeweaver.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A shop system that a store can run. */
public enum Engine {
  WOOCOMMERCE(
      "WooCommerce",
      "WordPress with WooCommerce: themes, plugins, an admin that many know.",
      "/wp-admin/"),
  MEDUSA("Medusa", "A headless shop with its own storefront and an admin app.", "/app");

  private final String label;
  private final String description;
  private final String adminPath;

  Engine(String label, String description, String adminPath) {
    this.label = label;
    this.description = description;
    this.adminPath = adminPath;
  }

  /** Name in the API and in the database, for example {@code woocommerce}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Name for people. */
  public String label() {
    return label;
  }

  public String description() {
    return description;
  }

  /** Path of the shop's admin below the store's URL. */
  public String adminPath() {
    return adminPath;
  }

  /** The engine of that id, if there is one. */
  public static Optional<Engine> of(String id) {
    return Arrays.stream(values()).filter(e -> e.id().equals(id)).findFirst();
  }
}
