package io.storeweaver;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How much there may be of what: stores, what they reserve, and requests.
 *
 * @param rateLimits whether requests are counted
 * @param general most requests of one caller
 * @param create most of them that create a store
 * @param delete most of them that delete one
 * @param stores most live stores on the platform
 * @param storesPerUser most live stores of one owner
 * @param cpuPerUser most processors that one owner's stores reserve
 * @param memoryPerUser in GiB
 * @param diskPerUser in GiB
 */
public record LimitsConfig(
    RateLimits rateLimits,
    Rate general,
    Rate create,
    Rate delete,
    int stores,
    int storesPerUser,
    Optional<BigDecimal> cpuPerUser,
    Optional<BigDecimal> memoryPerUser,
    Optional<BigDecimal> diskPerUser) {
  private static final Pattern RATE = Pattern.compile("[1-9]\\d{0,6}/[1-9]\\d{0,5}");
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,7}(\\.\\d{1,3})?");
  private static final int MOST_STORES = 1_000_000;

  /** Whether requests are counted. */
  public enum RateLimits {
    /** Always, except for clients on this machine while the sandbox is in use. */
    AUTO,
    ON,
    OFF
  }

  /** So many requests in a window of time. */
  public record Rate(int most, Duration window) {}

  static LimitsConfig of(Settings settings) {
    return new LimitsConfig(
        settings.choice(RateLimits.class, Setting.RATE_LIMITS),
        rate(settings, Setting.RATE_LIMIT_GENERAL),
        rate(settings, Setting.RATE_LIMIT_CREATE),
        rate(settings, Setting.RATE_LIMIT_DELETE),
        settings.whole(Setting.MAX_STORES, 0, MOST_STORES),
        settings.whole(Setting.MAX_STORES_PER_USER, 0, MOST_STORES),
        amount(settings, Setting.MAX_CPU_PER_USER),
        amount(settings, Setting.MAX_MEMORY_PER_USER),
        amount(settings, Setting.MAX_DISK_PER_USER));
  }

  private static Rate rate(Settings settings, Setting setting) {
    String[] parts = settings.matching(setting, RATE).split("/", 2);
    return new Rate(Integer.parseInt(parts[0]), Duration.ofSeconds(Integer.parseInt(parts[1])));
  }

  // A limit that there need not be.
  private static Optional<BigDecimal> amount(Settings settings, Setting setting) {
    return settings
        .optional(setting)
        .map(given -> new BigDecimal(Settings.matching(setting, given, AMOUNT)));
  }
}
