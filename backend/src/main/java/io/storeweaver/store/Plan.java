package io.storeweaver.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How much of the cluster a store may take. The charts turn a plan into each component's requests,
 * limits and volumes.
 */
public enum Plan {
  STARTER("Starter", "One shop with a small catalogue."),
  STANDARD("Standard", "A shop with steady traffic."),
  BUSINESS("Business", "A busy shop with a large catalogue.");

  private final String label;
  private final String description;

  Plan(String label, String description) {
    this.label = label;
    this.description = description;
  }

  /** Name in the API, in the database and in the charts' values, for example {@code starter}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String label() {
    return label;
  }

  public String description() {
    return description;
  }

  /** The plan of that id, if there is one. */
  public static Optional<Plan> of(String id) {
    return Arrays.stream(values()).filter(p -> p.id().equals(id)).findFirst();
  }
}
