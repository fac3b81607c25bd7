package io.storeweaver.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an account may. */
public enum Role {
  /** Own stores only. */
  USER,
  /** All stores, accounts, quotas and the audit log; but nobody else's shop login. */
  OPERATOR;

  /** The name in the API and in the database. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Role> of(String id) {
    return Arrays.stream(values()).filter(r -> r.id().equals(id)).findFirst();
  }
}
