package io.storeweaver;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The platform's settings, read once at start. Every value is checked then: a wrong one is a
 * sentence and an exit code, not a surprise later.
 */
public final class WeaverConfig {
  private static final String ENVIRONMENT_PREFIX = "STOREWEAVER_";
  private static final int ENCRYPTION_KEY_BYTES = 32;
  private static final String FILE_SUFFIX = "_FILE";
  private static final String PROPERTY_PREFIX = "weaver.";

  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toSet());
  // Scheme, host and perhaps a port, and nothing after it (RFC 6454, §6.2).
  private static final Pattern ENDPOINT =
      Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]+(/[A-Za-z0-9._~/-]*)?");
  private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]+");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]):([1-9][0-9]{0,4})");
  // Labels as DNS has them (RFC 1123, §2.1), with the leading dot.
  private static final Pattern SUFFIX = Pattern.compile("(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+");

  // What Vault may give: nothing else, so that nobody who can write there turns the platform round.
  private static final Set<Setting> SECRETS =
      Set.of(
          Setting.DATABASE_URL,
          Setting.DATABASE_PASSWORD,
          Setting.DATABASE_REPLICA_URL,
          Setting.ENCRYPTION_KEY);

  private static final Pattern VAULT_URL = Pattern.compile("https?://[A-Za-z0-9.\\[\\]:/_-]+");
  private static final Pattern VAULT_PATHS = Pattern.compile("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*");

  private final Map<Setting, String> values;
  private final Map<Setting, Path> files;

  /** A setting that cannot be used; the message names it, its value and what is permitted. */
  public static final class InvalidSetting extends RuntimeException {
    public InvalidSetting(String message) {
      super(message);
    }
  }

  /**
   * Where the stores run: decides the values file, the ingress suffix and the scheme of the URLs.
   */
  public enum Environment {
    LOCAL,
    PRODUCTION
  }

  /** How visitors reach the stores. */
  public enum Access {
    INGRESS,
    NODEPORT
  }

  /** What happens to a creation while as many stores are being provisioned as may be. */
  public enum AdmissionMode {
    QUEUE,
    REJECT
  }

  /** What happens to what a failed first provisioning has made. */
  public enum OnFailure {
    KEEP,
    CLEANUP
  }

  /** How a caller says who they are. */
  public enum AuthMode {
    /** A header, which is believed: for one machine. */
    DEMO,
    /** An account of this platform, with a session or an API token. */
    LOCAL
  }

  private WeaverConfig(Map<Setting, String> values, Map<Setting, Path> files) {
    this.values = values;
    this.files = files;
  }

  /**
   * Reads the settings: a system property {@code weaver.<name>} wins over {@code
   * STOREWEAVER_<NAME>}, which wins over {@code <NAME>}, and that over the file that {@code
   * <NAME>_FILE} names.
   *
   * @throws InvalidSetting for an unknown prefixed key or a value out of its range
   */
  public static WeaverConfig from(Map<String, String> environment, Properties properties) {
    refuseUnknown(environment.keySet(), properties.stringPropertyNames());
    Map<Setting, String> values = new HashMap<>();
    Map<Setting, Path> files = new HashMap<>();
    for (Setting setting : Setting.values()) {
      String value = given(setting, environment, properties);
      Optional<Path> file = file(setting, environment);
      if (value == null && file.isPresent()) {
        files.put(setting, file.get());
        value = read(setting, file.get());
      }
      value = value == null || value.isBlank() ? setting.defaultValue() : value;
      if (value != null) {
        values.put(setting, value.strip());
      }
    }
    WeaverConfig config = new WeaverConfig(values, files);
    config.check();
    return config;
  }

  /**
   * The same settings with what Vault has of them.
   *
   * @throws InvalidSetting where one of these cannot be used
   */
  public WeaverConfig with(Map<String, String> secrets) {
    Map<Setting, String> both = new HashMap<>(values);
    for (Setting setting : SECRETS) {
      String secret = secrets.get(setting.name());
      if (secret != null && !secret.isBlank()) {
        both.put(setting, secret.strip());
      }
    }
    WeaverConfig config = new WeaverConfig(both, files);
    config.check();
    return config;
  }

  /** Settings given as a map, for tests and tools; everything else has its default. */
  public static WeaverConfig of(Map<Setting, String> given) {
    return from(
        given.entrySet().stream()
            .collect(Collectors.toMap(e -> e.getKey().name(), Map.Entry::getValue)),
        new Properties());
  }

  private static @Nullable String given(
      Setting setting, Map<String, String> environment, Properties properties) {
    String given = properties.getProperty(setting.propertyName());
    given = given != null ? given : environment.get(ENVIRONMENT_PREFIX + setting.name());
    return given != null ? given : environment.get(setting.name());
  }

  // A secret in a file is in no list of processes and in no dump of an environment.
  private static Optional<Path> file(Setting setting, Map<String, String> environment) {
    String name = setting.name() + FILE_SUFFIX;
    String file = environment.get(ENVIRONMENT_PREFIX + name);
    file = file != null ? file : environment.get(name);
    return Optional.ofNullable(file).filter(f -> !f.isBlank()).map(Path::of);
  }

  private static String read(Setting setting, Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new InvalidSetting(
          "%s=%s cannot be read (%s); name a file that can."
              .formatted(setting.name() + FILE_SUFFIX, file, e.getMessage()));
    }
  }

  private static void refuseUnknown(Set<String> environment, Set<String> properties) {
    Set<String> names =
        Arrays.stream(Setting.values()).map(Setting::name).collect(Collectors.toSet());
    Set<String> keys =
        Arrays.stream(Setting.values()).map(Setting::propertyName).collect(Collectors.toSet());
    for (String name : environment) {
      if (name.startsWith(ENVIRONMENT_PREFIX)
          && !names.contains(
              name.substring(ENVIRONMENT_PREFIX.length()).replaceFirst(FILE_SUFFIX + "$", ""))
          && !names.contains(name.substring(ENVIRONMENT_PREFIX.length()))) {
        throw new InvalidSetting(
            "Unknown setting " + name + ". See docs/configuration.md for the names.");
      }
    }
    for (String name : properties) {
      if (name.startsWith(PROPERTY_PREFIX) && !keys.contains(name)) {
        throw new InvalidSetting(
            "Unknown setting " + name + ". See docs/configuration.md for the names.");
      }
    }
  }

  private void check() {
    port();
    databasePoolMax();
    requestsInFlight();
    maxStores();
    maxStoresPerUser();
    maxConcurrentProvisions();
    maxConcurrentDeletes();
    provisioningTimeout();
    resyncInterval();
    lease();
    sandboxPace();
    storeUrlPort();
    environment();
    logsJson();
    traceEndpoint();
    traceShare();
    encryptionKey();
    metricsToken();
    oneOf(Setting.LOG_LEVEL, "ERROR", "WARN", "INFO", "DEBUG");
    databaseUrl().ifPresent(WeaverConfig::refuseOtherDatabases);
    if (authMode() == AuthMode.DEMO) {
      refuseDemoOffLoopback();
    }
    databaseReplicaUrl().ifPresent(WeaverConfig::refuseOtherReplicas);
    access();
    admission();
    onFailure();
    ingressSuffix();
    ingressProbe();
    checkAccounts();
    refuseUnknownCode(Setting.STORE_CURRENCY, storeCurrency(), CURRENCIES);
    refuseUnknownCode(Setting.STORE_COUNTRY, storeCountry(), Set.of(Locale.getISOCountries()));
    checkVault();
    corsOrigin().ifPresent(origin -> refuseUnlessMatches(Setting.CORS_ORIGIN, origin, ORIGIN));
  }

  private void checkVault() {
    vaultAddress();
    vaultRefresh();
    for (Setting path :
        List.of(Setting.VAULT_AUTH_MOUNT, Setting.VAULT_MOUNT, Setting.VAULT_PATH)) {
      refuseUnlessMatches(path, text(path), VAULT_PATHS);
    }
    if (vaultAddress().isPresent()
        && optional(Setting.VAULT_TOKEN).isEmpty()
        && vaultRole().isEmpty()) {
      throw new InvalidSetting("VAULT_ADDR needs VAULT_TOKEN, VAULT_TOKEN_FILE or VAULT_ROLE.");
    }
  }

  private void checkAccounts() {
    oneOf(Setting.SIGN_UP, "open", "closed");
    sessionIdle();
    sessionLongest();
    oneOf(Setting.RATE_LIMITS, "auto", "on", "off");
    rate(Setting.RATE_LIMIT_GENERAL);
    rate(Setting.RATE_LIMIT_CREATE);
    rate(Setting.RATE_LIMIT_DELETE);
    auditRetention();
    most(Setting.MAX_CPU_PER_USER);
    most(Setting.MAX_MEMORY_PER_USER);
    most(Setting.MAX_DISK_PER_USER);
  }

  private static void refuseUnknownCode(Setting setting, String code, Set<String> known) {
    if (!known.contains(code)) {
      throw refused(setting, code);
    }
  }

  private static String refuseUnlessMatches(Setting setting, String value, Pattern pattern) {
    if (!pattern.matcher(value).matches()) {
      throw refused(setting, value);
    }
    return value;
  }

  private static void refuseOtherReplicas(String url) {
    if (!url.matches("(jdbc:postgresql|postgresql|postgres)://.*")) {
      throw new InvalidSetting(
          "DATABASE_REPLICA_URL must start with postgresql:// or jdbc:postgresql://.");
    }
  }

  private static void refuseOtherDatabases(String url) {
    if (url.startsWith("sqlite:")) {
      throw new InvalidSetting(
          "DATABASE_URL names SQLite, which is not supported any more: use postgresql://…, or leave it out for the embedded PostgreSQL.");
    }
    if (!url.startsWith("postgresql://")
        && !url.startsWith("postgres://")
        && !url.startsWith("jdbc:postgresql://")) {
      throw new InvalidSetting("DATABASE_URL must start with postgresql:// or jdbc:postgresql://.");
    }
    if (!url.startsWith("jdbc:")) {
      refuseUnreadable(url);
    }
  }

  // What the parser says repeats the whole URL, and with it the password.
  private static void refuseUnreadable(String url) {
    try {
      if (new URI(url).getHost() != null) {
        return;
      }
    } catch (URISyntaxException e) {
      // Told below, without the URL.
    }
    throw new InvalidSetting(
        "DATABASE_URL is not of the form postgresql://user:password@host:port/database; percent-encode special characters of the password.");
  }

  private void refuseDemoOffLoopback() {
    if (environment() == Environment.PRODUCTION) {
      throw new InvalidSetting(
          "AUTH_MODE=demo trusts a header and is refused with ENVIRONMENT=production.");
    }
    if (!onLoopback()) {
      throw new InvalidSetting(
          "AUTH_MODE=demo trusts a header and is refused on HOST="
              + host()
              + ": use a loopback address such as 127.0.0.1.");
    }
  }

  private boolean onLoopback() {
    return Set.of("127.0.0.1", "localhost", "::1").contains(host());
  }

  /** Who may say who the caller is. */
  public AuthMode authMode() {
    if (optional(Setting.AUTH_MODE).isEmpty()) {
      return environment() == Environment.LOCAL && onLoopback() ? AuthMode.DEMO : AuthMode.LOCAL;
    }
    if (text(Setting.AUTH_MODE).equals("oidc")) {
      throw new InvalidSetting(
          "AUTH_MODE=oidc is not there: sign-in by an OpenID provider is not supported; use AUTH_MODE=local.");
    }
    return AuthMode.valueOf(oneOf(Setting.AUTH_MODE, "demo", "local").toUpperCase(Locale.ROOT));
  }

  public int port() {
    return (int) number(Setting.PORT, 0, 65535);
  }

  public String host() {
    return text(Setting.HOST);
  }

  public Environment environment() {
    return Environment.valueOf(
        oneOf(Setting.ENVIRONMENT, "local", "production").toUpperCase(Locale.ROOT));
  }

  public Path dataDirectory() {
    return Path.of(text(Setting.DATA_DIR)).toAbsolutePath().normalize();
  }

  public Optional<String> databaseUrl() {
    return optional(Setting.DATABASE_URL);
  }

  public Optional<String> databaseReplicaUrl() {
    return optional(Setting.DATABASE_REPLICA_URL);
  }

  /** Wins over a password in the URL. */
  public Optional<String> databasePassword() {
    return optional(Setting.DATABASE_PASSWORD);
  }

  public Optional<URI> vaultAddress() {
    return optional(Setting.VAULT_ADDR)
        .map(url -> URI.create(refuseUnlessMatches(Setting.VAULT_ADDR, url, VAULT_URL)));
  }

  /** As it is now: whoever renews it writes it into the same file. */
  public Optional<String> vaultToken() {
    Path file = files.get(Setting.VAULT_TOKEN);
    return file == null
        ? optional(Setting.VAULT_TOKEN)
        : Optional.of(read(Setting.VAULT_TOKEN, file));
  }

  public Optional<String> vaultRole() {
    return optional(Setting.VAULT_ROLE);
  }

  public String vaultAuthMount() {
    return text(Setting.VAULT_AUTH_MOUNT);
  }

  public Path vaultJwt() {
    return Path.of(text(Setting.VAULT_JWT_PATH));
  }

  public String vaultMount() {
    return text(Setting.VAULT_MOUNT);
  }

  public String vaultPath() {
    return text(Setting.VAULT_PATH);
  }

  public Duration vaultRefresh() {
    return Duration.ofSeconds(number(Setting.VAULT_REFRESH_SECONDS, 1, 86_400));
  }

  public Access access() {
    return choice(Access.class, Setting.ACCESS, "ingress", "nodeport");
  }

  public AdmissionMode admission() {
    return choice(AdmissionMode.class, Setting.ADMISSION, "queue", "reject");
  }

  public OnFailure onFailure() {
    return choice(OnFailure.class, Setting.ON_FAILURE, "keep", "cleanup");
  }

  private <E extends Enum<E>> E choice(Class<E> type, Setting setting, String... permitted) {
    return Enum.valueOf(type, oneOf(setting, permitted).toUpperCase(Locale.ROOT));
  }

  public int databasePoolMax() {
    return (int) number(Setting.DATABASE_POOL_MAX, 2, 200);
  }

  public Optional<Path> kubeconfig() {
    return optional(Setting.KUBECONFIG).map(Path::of);
  }

  /** Most requests in flight to the API server, for the whole process. */
  public int requestsInFlight() {
    return (int) number(Setting.CLUSTER_REQUESTS_IN_FLIGHT, 1, 500);
  }

  /**
   * Chart folder that replaces the built-in chart; relative paths are against the working
   * directory.
   */
  public Optional<Path> chartPath(Setting setting) {
    return optional(setting).map(p -> Path.of(p).toAbsolutePath().normalize());
  }

  public String valuesFile() {
    return text(Setting.HELM_VALUES_FILE);
  }

  public String environmentValuesFile() {
    return optional(Setting.HELM_ENV_VALUES_FILE)
        .orElse(environment() == Environment.PRODUCTION ? "values-prod.yaml" : "values-local.yaml");
  }

  /** Suffix of every store's host, with its leading dot. */
  public String ingressSuffix() {
    Setting setting =
        environment() == Environment.LOCAL
            ? Setting.LOCAL_INGRESS_SUFFIX
            : Setting.PROD_INGRESS_SUFFIX;
    Optional<String> base = optional(Setting.BASE_DOMAIN).map(d -> d.startsWith(".") ? d : "." + d);
    Optional<String> own = optional(setting);
    Optional<String> chosen =
        environment() == Environment.LOCAL ? base.or(() -> own) : own.or(() -> base);
    String suffix =
        chosen.orElseThrow(
            () ->
                new InvalidSetting(
                    "ENVIRONMENT=production needs PROD_INGRESS_SUFFIX (or BASE_DOMAIN), for example .shops.example.com."));
    return refuseUnlessMatches(setting, suffix.toLowerCase(Locale.ROOT), SUFFIX);
  }

  public int storeUrlPort() {
    return (int) number(Setting.STORE_URL_PORT, 0, 65535);
  }

  public String ingressClass() {
    return text(Setting.INGRESS_CLASS);
  }

  /** {@code auto}, {@code off}, or an address that {@link #hostAndPort} can read. */
  public String ingressProbe() {
    String value = text(Setting.INGRESS_PROBE);
    if (!value.equals("auto") && !value.equals("off") && hostAndPort(value).isEmpty()) {
      throw new InvalidSetting(
          "INGRESS_PROBE=%s: give auto, off, or host:port such as traefik.kube-system.svc:80."
              .formatted(value));
    }
    return value;
  }

  /** Reads {@code host:port}, the name not resolved; empty where the text is something else. */
  public static Optional<InetSocketAddress> hostAndPort(String text) {
    Matcher parts = HOST_AND_PORT.matcher(text);
    if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65_535) {
      return Optional.empty();
    }
    return Optional.of(
        InetSocketAddress.createUnresolved(parts.group(1), Integer.parseInt(parts.group(2))));
  }

  public String clusterIssuer() {
    return text(Setting.CLUSTER_ISSUER);
  }

  public String storeCurrency() {
    return text(Setting.STORE_CURRENCY).toUpperCase(Locale.ROOT);
  }

  public String storeCountry() {
    return text(Setting.STORE_COUNTRY).toUpperCase(Locale.ROOT);
  }

  public Optional<String> corsOrigin() {
    return optional(Setting.CORS_ORIGIN);
  }

  public boolean signUpOpen() {
    return text(Setting.SIGN_UP).equals("open");
  }

  public Duration sessionIdle() {
    return Duration.ofHours(number(Setting.SESSION_IDLE_HOURS, 1, 720));
  }

  public Duration sessionLongest() {
    return Duration.ofHours(number(Setting.SESSION_HOURS, 1, 8760));
  }

  public String trustedProxies() {
    return text(Setting.TRUSTED_PROXIES);
  }

  /** auto, on or off. */
  public String rateLimits() {
    return text(Setting.RATE_LIMITS);
  }

  /** So many requests in a window of time. */
  public record Rate(int most, Duration window) {}

  /** A limit of requests. */
  public Rate rate(Setting setting) {
    String given = text(setting);
    if (!given.matches("[1-9]\\d{0,6}/[1-9]\\d{0,5}")) {
      throw refused(setting, given);
    }
    String[] parts = given.split("/", 2);
    return new Rate(Integer.parseInt(parts[0]), Duration.ofSeconds(Integer.parseInt(parts[1])));
  }

  /** How long entries of the audit log are kept; nothing where for ever. */
  public Optional<Duration> auditRetention() {
    long days = number(Setting.AUDIT_RETENTION_DAYS, 0, 36_500);
    return days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days));
  }

  public int maxStores() {
    return (int) number(Setting.MAX_STORES, 0, 1_000_000);
  }

  public int maxStoresPerUser() {
    return (int) number(Setting.MAX_STORES_PER_USER, 0, 1_000_000);
  }

  /** A limit that there need not be. */
  public Optional<BigDecimal> most(Setting setting) {
    Optional<String> given = optional(setting);
    if (given.isPresent() && !given.get().matches("\\d{1,7}(\\.\\d{1,3})?")) {
      throw refused(setting, given.get());
    }
    return given.map(BigDecimal::new);
  }

  public int maxConcurrentProvisions() {
    return (int) number(Setting.MAX_CONCURRENT_PROVISIONS, 1, 10_000);
  }

  public int maxConcurrentDeletes() {
    return (int) number(Setting.MAX_CONCURRENT_DELETES, 1, 10_000);
  }

  public Duration provisioningTimeout() {
    return Duration.ofSeconds(number(Setting.PROVISIONING_TIMEOUT_SECONDS, 10, 86_400));
  }

  public Duration resyncInterval() {
    return Duration.ofSeconds(number(Setting.PROVISIONING_POLL_INTERVAL_SECONDS, 5, 3600));
  }

  public Duration lease() {
    return Duration.ofSeconds(number(Setting.LEASE_SECONDS, 3, 600));
  }

  public double sandboxPace() {
    return real(Setting.SANDBOX_PACE, 100);
  }

  private double real(Setting setting, double most) {
    String given = text(setting);
    try {
      double number = Double.parseDouble(given);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the one refusal
    }
    throw refused(setting, given);
  }

  /**
   * The key that seals what owners give in confidence, where it is given and not kept in DATA_DIR.
   */
  public Optional<SecretKey> encryptionKey() {
    return optional(Setting.ENCRYPTION_KEY).map(WeaverConfig::key);
  }

  private static SecretKey key(String given) {
    try {
      byte[] key = Base64.getDecoder().decode(given);
      if (key.length == ENCRYPTION_KEY_BYTES) {
        return new SecretKeySpec(key, "AES");
      }
    } catch (IllegalArgumentException e) {
      // Refused below, without the value.
    }
    throw new InvalidSetting(
        "ENCRYPTION_KEY cannot be used: it must be " + Setting.ENCRYPTION_KEY.range() + ".");
  }

  /** What a reader of the platform's figures must send; nothing where only this machine may. */
  public Optional<String> metricsToken() {
    Optional<String> token = optional(Setting.METRICS_TOKEN);
    // The value stays out of the message: it may be the right one, too short.
    if (token.isPresent() && !token.get().matches("[!-~]{16,}")) {
      throw new InvalidSetting(
          "METRICS_TOKEN cannot be used: it must be a "
              + Setting.METRICS_TOKEN.range()
              + ", without spaces.");
    }
    return token;
  }

  /** Where traces are sent, without a slash at the end; nothing where none are made. */
  public Optional<URI> traceEndpoint() {
    return optional(Setting.OTEL_EXPORTER_OTLP_ENDPOINT)
        .map(given -> refuseUnlessMatches(Setting.OTEL_EXPORTER_OTLP_ENDPOINT, given, ENDPOINT))
        .map(given -> URI.create(given.replaceAll("/+$", "")));
  }

  /** Share of the requests that are traced. */
  public double traceShare() {
    return real(Setting.OTEL_TRACES_SAMPLER_ARG, 1);
  }

  /** Whether the log is written for programs. */
  public boolean logsJson() {
    return oneOf(Setting.LOG_FORMAT, "text", "json").equals("json");
  }

  public String logLevel() {
    return text(Setting.LOG_LEVEL);
  }

  private String text(Setting setting) {
    String value = values.get(setting);
    return value == null ? "" : value;
  }

  private Optional<String> optional(Setting setting) {
    return Optional.ofNullable(values.get(setting)).filter(v -> !v.isBlank());
  }

  private long number(Setting setting, long least, long most) {
    String given = text(setting);
    try {
      long number = Long.parseLong(given);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the one refusal
    }
    throw refused(setting, given);
  }

  private String oneOf(Setting setting, String... permitted) {
    String given = text(setting);
    if (!Arrays.asList(permitted).contains(given)) {
      throw refused(setting, given);
    }
    return given;
  }

  private static InvalidSetting refused(Setting setting, String given) {
    return new InvalidSetting(
        setting.name()
            + "="
            + given
            + " cannot be used: it must be "
            + setting.range()
            + ". "
            + setting.meaning());
  }
}
