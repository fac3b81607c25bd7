package io.storeweaver.account;

import java.util.Arrays;
import java.util.Optional;

/** What an API token may be used for. A session may do all that its account may. */
public enum Scope {
  STORES_READ("stores:read"),
  STORES_WRITE("stores:write"),
  CREDENTIALS_READ("credentials:read"),
  /** An operator's rights: without it an operator's token sees what its account owns. */
  ADMIN("admin");

  private final String id;

  Scope(String id) {
    this.id = id;
  }

  /** The name that clients use. */
  public String id() {
    return id;
  }

  static Optional<Scope> of(String id) {
    return Arrays.stream(values()).filter(s -> s.id.equals(id)).findFirst();
  }
}
