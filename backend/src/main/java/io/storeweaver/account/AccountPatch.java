package io.storeweaver.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.Rejected.FieldError;
import io.storeweaver.account.Account.Limits;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a merge patch of an account. */
final class AccountPatch {
  private static final Set<String> FIELDS = Set.of("role", "suspended", "limits");
  private static final Set<String> LIMITS =
      Set.of("max_stores", "max_cpu", "max_memory", "max_disk");
  private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000);

  private AccountPatch() {}

  static Accounts.Change of(ObjectNode patch, Limits before) {
    refuseUnknown(patch, FIELDS, "");
    return new Accounts.Change(
        Optional.ofNullable(patch.get("role"))
            .map(role -> Role.of(role.asText()).orElseThrow(AccountPatch::badRole)),
        Optional.ofNullable(patch.get("suspended")).map(AccountPatch::flag),
        Optional.ofNullable(patch.get("limits")).map(node -> limits(node, before)));
  }

  static Rejected badRole() {
    return Rejected.invalid("role", "role must be user or operator");
  }

  private static boolean flag(JsonNode node) {
    if (!node.isBoolean()) {
      throw Rejected.invalid("suspended", "suspended must be true or false");
    }
    return node.booleanValue();
  }

  private static Limits limits(JsonNode node, Limits before) {
    if (!(node instanceof ObjectNode patch)) {
      throw Rejected.invalid("limits", "limits must be an object");
    }
    refuseUnknown(patch, LIMITS, "limits.");
    BigDecimal stores =
        number(
            patch,
            "max_stores",
            before.maxStores() == null ? null : BigDecimal.valueOf(before.maxStores()));
    if (stores != null && stores.stripTrailingZeros().scale() > 0) {
      throw Rejected.invalid("limits.max_stores", "limits.max_stores must be a whole number");
    }
    return new Limits(
        stores == null ? null : stores.intValue(),
        number(patch, "max_cpu", before.maxCpu()),
        number(patch, "max_memory", before.maxMemory()),
        number(patch, "max_disk", before.maxDisk()));
  }

  private static @Nullable BigDecimal number(
      ObjectNode patch, String field, @Nullable BigDecimal before) {
    JsonNode node = patch.get(field);
    if (node == null || node.isNull()) {
      return node == null ? before : null;
    }
    if (!node.isNumber()
        || node.decimalValue().signum() < 0
        || node.decimalValue().compareTo(LARGEST) > 0) {
      throw Rejected.invalid(
          "limits." + field, "limits." + field + " must be a number from 0 to 1000000, or null");
    }
    return node.decimalValue();
  }

  private static void refuseUnknown(ObjectNode node, Set<String> known, String prefix) {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw new Rejected(
                    Reason.UNKNOWN_FIELD,
                    "The field \"" + prefix + name + "\" is unknown.",
                    List.of(new FieldError(prefix + name, "unknown field")),
                    null);
              }
            });
  }
}
