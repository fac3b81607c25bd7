package io.storeweaver.cluster;

import io.fabric8.kubernetes.api.model.Quantity;
import io.storeweaver.cluster.StoreDetail.QuotaLine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/** Use and limits of a store's namespace as whole numbers, rounded up. */
public record QuotaFigures(
    long cpuMillisUsed,
    long cpuMillisLimit,
    long memoryMebibytesUsed,
    long memoryMebibytesLimit,
    long storageGibibytesUsed,
    long storageGibibytesLimit) {
  private static final QuotaLine NOTHING = new QuotaLine("0", "0");

  /** The figures of a namespace that has a quota whose use was counted. */
  public static Optional<QuotaFigures> of(StoreDetail detail) {
    Map<String, QuotaLine> quota = detail.quota();
    if (quota == null || quota.isEmpty()) {
      return Optional.empty();
    }
    QuotaLine cpu = quota.getOrDefault("requests.cpu", NOTHING);
    QuotaLine memory = quota.getOrDefault("limits.memory", NOTHING);
    QuotaLine storage = quota.getOrDefault("requests.storage", NOTHING);
    if (cpu.used() == null || memory.used() == null || storage.used() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new QuotaFigures(
            in("1m", cpu.used()),
            in("1m", cpu.limit()),
            in("1Mi", memory.used()),
            in("1Mi", memory.limit()),
            in("1Gi", storage.used()),
            in("1Gi", storage.limit())));
  }

  private static long in(String unit, String quantity) {
    return amount(quantity).divide(amount(unit), 0, RoundingMode.CEILING).longValue();
  }

  private static BigDecimal amount(String quantity) {
    return Quantity.getAmountInBytes(new Quantity(quantity));
  }
}
