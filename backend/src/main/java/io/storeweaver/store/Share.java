package io.storeweaver.store;

import java.math.BigDecimal;

/**
 * What stores take of the cluster.
 *
 * @param cpu processors
 * @param memory GiB
 * @param disk GiB
 */
public record Share(BigDecimal cpu, BigDecimal memory, BigDecimal disk) {
  public static final Share NOTHING = new Share(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  Share plus(Share other) {
    return new Share(cpu.add(other.cpu), memory.add(other.memory), disk.add(other.disk));
  }

  Share times(int count) {
    BigDecimal factor = BigDecimal.valueOf(count);
    return new Share(cpu.multiply(factor), memory.multiply(factor), disk.multiply(factor));
  }
}
