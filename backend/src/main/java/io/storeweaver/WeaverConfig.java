package io.storeweaver;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The platform's settings, read once at start. Every value is checked then: a wrong one is a
 * sentence and an exit code, not a surprise later.
 */
public final class WeaverConfig {
  private final Settings settings;
  private final ServerConfig server;
  private final DatabaseConfig database;
  private final Optional<VaultConfig> vault;
  private final ClusterConfig cluster;
  private final ChartConfig charts;
  private final AddressConfig addresses;
  private final AccountsConfig accounts;
  private final LimitsConfig limits;
  private final ReconcileConfig reconcile;
  private final ObservabilityConfig observability;

  private WeaverConfig(Settings settings) {
    this.settings = settings;
    server = ServerConfig.of(settings);
    accounts = AccountsConfig.of(settings, server);
    database = DatabaseConfig.of(settings);
    vault = VaultConfig.of(settings);
    cluster = ClusterConfig.of(settings);
    charts = ChartConfig.of(settings, server);
    addresses = AddressConfig.of(settings, server);
    limits = LimitsConfig.of(settings);
    reconcile = ReconcileConfig.of(settings);
    observability = ObservabilityConfig.of(settings);
  }

  /**
   * Reads the settings: a system property {@code weaver.<name>} wins over {@code
   * STOREWEAVER_<NAME>}, which wins over {@code <NAME>}, and that over the file that {@code
   * <NAME>_FILE} names.
   *
   * @throws InvalidSetting for an unknown prefixed key or a value out of its range
   */
  public static WeaverConfig from(Map<String, String> environment, Properties properties) {
    return new WeaverConfig(new SettingSources(environment, properties).read());
  }

  /** Settings given as a map, for tests and tools; everything else has its default. */
  public static WeaverConfig of(Map<Setting, String> given) {
    return from(
        given.entrySet().stream()
            .collect(Collectors.toMap(e -> e.getKey().name(), Map.Entry::getValue)),
        new Properties());
  }

  /**
   * The same settings with what Vault has of them.
   *
   * @throws InvalidSetting where one of these cannot be used
   */
  public WeaverConfig with(Map<String, String> secrets) {
    return new WeaverConfig(settings.with(secrets));
  }

  public ServerConfig server() {
    return server;
  }

  public DatabaseConfig database() {
    return database;
  }

  /** Nothing where no Vault is named. */
  public Optional<VaultConfig> vault() {
    return vault;
  }

  public ClusterConfig cluster() {
    return cluster;
  }

  public ChartConfig charts() {
    return charts;
  }

  public AddressConfig addresses() {
    return addresses;
  }

  public AccountsConfig accounts() {
    return accounts;
  }

  public LimitsConfig limits() {
    return limits;
  }

  public ReconcileConfig reconcile() {
    return reconcile;
  }

  public ObservabilityConfig observability() {
    return observability;
  }
}
