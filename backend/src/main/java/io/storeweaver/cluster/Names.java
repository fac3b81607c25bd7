package io.storeweaver.cluster;

/** Names that the platform puts on what it makes in a cluster. */
public final class Names {
  /** Field manager of every apply. */
  public static final String FIELD_MANAGER = "storeweaver";

  /** Label with the store's id on every object of a store. */
  public static final String STORE_LABEL = "storeweaver.io/store";

  /** Namespace annotation with the store's display name. */
  public static final String STORE_NAME = "storeweaver.io/store-name";

  /** Namespace annotation that counts the owner's retries. */
  public static final String RETRIES = "storeweaver.io/retries";

  /** Label that says what part of a shop an object is. */
  public static final String COMPONENT_LABEL = "app.kubernetes.io/component";

  private Names() {}
}
