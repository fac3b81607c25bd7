package io.storeweaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeweaver.AccountsConfig.AuthMode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeaverConfigTest {
  @Test
  void needsNoSettingAtAll() {
    WeaverConfig config = from(Map.of());
    assertThat(config.server().port()).isEqualTo(3000);
    assertThat(config.server().host()).isEqualTo("127.0.0.1");
    assertThat(config.database().url()).isEmpty();
    assertThat(config.cluster().kubeconfig()).isEmpty();
    assertThat(config.addresses().suffix()).isEqualTo(".localhost");
    assertThat(config.reconcile().timeout()).isEqualTo(Duration.ofMinutes(10));
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PORT                               | 70000
          PORT                               | -1
          PORT                               | http
          PORT                               | 3000.5
          ENVIRONMENT                        | staging
          ENVIRONMENT                        | LOCAL
          AUTH_MODE                          | none
          DATABASE_POOL_MAX                  | 1
          DATABASE_POOL_MAX                  | 201
          CLUSTER_REQUESTS_IN_FLIGHT         | 0
          STORE_URL_PORT                     | 65536
          MAX_STORES                         | -1
          MAX_STORES_PER_USER                | 1000001
          MAX_CONCURRENT_PROVISIONS          | 0
          MAX_CONCURRENT_DELETES             | 0
          PROVISIONING_TIMEOUT_SECONDS       | 9
          PROVISIONING_POLL_INTERVAL_SECONDS | 4
          LEASE_SECONDS                      | 2
          LEASE_SECONDS                      | 99999999999999999999
          SANDBOX_PACE                       | fast
          SANDBOX_PACE                       | -0.1
          SANDBOX_PACE                       | 101
          SANDBOX_PACE                       | NaN
          LOG_LEVEL                          | info
          LOG_LEVEL                          | TRACE
          """)
  void refusesABadValueWithTheSettingTheValueAndWhatIsPermitted(Setting setting, String value) {
    assertThatThrownBy(() -> from(Map.of(setting.name(), value)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith(setting.name() + "=" + value + " cannot be used: it must be ")
        .hasMessageContaining(setting.range())
        .hasMessageEndingWith(setting.meaning());
  }

  @ParameterizedTest
  @CsvSource({
    "PORT, 0",
    "PORT, 65535",
    "LEASE_SECONDS, 3",
    "SANDBOX_PACE, 0",
    "SANDBOX_PACE, 0.25",
    "MAX_STORES, 0",
    "LOG_LEVEL, DEBUG",
    "PORT, '  3001  '"
  })
  void takesTheLastPermittedValues(Setting setting, String value) {
    assertThat(from(Map.of(setting.name(), value))).isNotNull();
  }

  @Test
  void refusesAnUnknownSettingThatIsMeantForIt() {
    assertThatThrownBy(() -> from(Map.of("STOREWEAVER_MAX_SHOPS", "5")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(
            "Unknown setting STOREWEAVER_MAX_SHOPS. See docs/configuration.md for the names.");
    Properties properties = new Properties();
    properties.setProperty("weaver.max-shops", "5");
    assertThatThrownBy(() -> WeaverConfig.from(Map.of(), properties))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("weaver.max-shops");
  }

  @Test
  void readsASecretFromTheFileThatTheEnvironmentNames(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("url"), "postgresql://me:s3cret@db/stores\n");
    Map<String, String> named = Map.of("DATABASE_URL_FILE", file.toString());
    assertThat(from(named).database().url()).contains("postgresql://me:s3cret@db/stores");
    assertThat(from(Map.of("STOREWEAVER_MAX_STORES_FILE", "/dev/null")).limits().stores())
        .isEqualTo(50);
    Map<String, String> both = Map.of("MAX_STORES", "7", "MAX_STORES_FILE", "/nowhere");
    assertThat(from(both).limits().stores()).isEqualTo(7);
    assertThatThrownBy(() -> from(Map.of("DATABASE_URL_FILE", "/nowhere/at/all")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("DATABASE_URL_FILE=/nowhere/at/all cannot be read");
  }

  @Test
  void ignoresWhatIsMeantForOtherPrograms() {
    assertThat(from(Map.of("PATH", "/bin", "MAX_SHOPS", "5"))).isNotNull();
  }

  @Test
  void prefersThePropertyToThePrefixedNameAndThatToThePlainOne() {
    Properties properties = new Properties();
    properties.setProperty("weaver.port", "3003");
    Map<String, String> environment = Map.of("PORT", "3001", "STOREWEAVER_PORT", "3002");
    assertThat(WeaverConfig.from(environment, properties).server().port()).isEqualTo(3003);
    assertThat(from(environment).server().port()).isEqualTo(3002);
    assertThat(from(Map.of("PORT", "3001", "STOREWEAVER_PORT", " ")).server().port())
        .isEqualTo(3000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "10.0.0.7", "::", "shops.example.com"})
  void refusesDemoModeOffLoopback(String host) {
    assertThatThrownBy(() -> from(Map.of("HOST", host, "AUTH_MODE", "demo")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("AUTH_MODE=demo trusts a header and is refused on HOST=" + host)
        .hasMessageContaining("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
  void allowsDemoModeOnLoopback(String host) {
    assertThat(from(Map.of("HOST", host)).accounts().mode()).isEqualTo(AuthMode.DEMO);
  }

  @Test
  void isInDemoModeByItselfOnlyWhereNobodyElseCanCall() {
    assertThat(from(Map.of()).accounts().mode()).isEqualTo(AuthMode.DEMO);
    assertThat(from(Map.of("HOST", "0.0.0.0")).accounts().mode()).isEqualTo(AuthMode.LOCAL);
    assertThat(
            from(Map.of("ENVIRONMENT", "production", "BASE_DOMAIN", "a.example")).accounts().mode())
        .isEqualTo(AuthMode.LOCAL);
    assertThat(from(Map.of("AUTH_MODE", "local")).accounts().mode()).isEqualTo(AuthMode.LOCAL);
  }

  @Test
  void saysThatSignInByAProviderIsNotThere() {
    assertThatThrownBy(() -> from(Map.of("AUTH_MODE", "oidc")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("AUTH_MODE=oidc is not there");
  }

  @Test
  void refusesDemoModeInProduction() {
    assertThatThrownBy(() -> from(Map.of("ENVIRONMENT", "production", "AUTH_MODE", "demo")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage("AUTH_MODE=demo trusts a header and is refused with ENVIRONMENT=production.");
  }

  @Test
  void refusesSqliteAndSaysWhatToUseInstead() {
    assertThatThrownBy(() -> from(Map.of("DATABASE_URL", "sqlite:///stores.db")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("DATABASE_URL names SQLite")
        .hasMessageContaining("postgresql://");
  }

  @Test
  void refusesAnotherDatabaseWithoutRepeatingItsPassword() {
    assertThatThrownBy(() -> from(Map.of("DATABASE_URL", "mysql://me:s3cret@db/stores")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("DATABASE_URL must start with postgresql://")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void makesTheSuffixFromABaseDomain() {
    assertThat(from(Map.of("BASE_DOMAIN", "Shops.Example.com")).addresses().suffix())
        .isEqualTo(".shops.example.com");
    assertThat(from(Map.of("BASE_DOMAIN", ".a.example")).addresses().suffix())
        .isEqualTo(".a.example");
  }

  @ParameterizedTest
  @CsvSource({
    "STORE_CURRENCY, EURO, ISO 4217",
    "STORE_COUNTRY, XX, ISO 3166",
    "CORS_ORIGIN, dashboard.example.com, https://dashboard.example.com",
    "CORS_ORIGIN, https://dashboard.example.com/, https://dashboard.example.com",
    "CORS_ORIGIN, *, https://dashboard.example.com",
    "CORS_ORIGIN, https://dashboard.example.com:99999, https://dashboard.example.com",
    "VAULT_ADDR, vault:8200, https://vault.example.com:8200",
    "VAULT_ADDR, ftp://vault:8200, https://vault.example.com:8200",
    "VAULT_ADDR, http://me@vault:8200, https://vault.example.com:8200",
    "OTEL_EXPORTER_OTLP_ENDPOINT, collector:4318, http://collector:4318",
    "OTEL_EXPORTER_OTLP_ENDPOINT, http://, http://collector:4318",
    "OTEL_EXPORTER_OTLP_ENDPOINT, http://collector/?a=b, http://collector:4318",
    "LOCAL_INGRESS_SUFFIX, localhost, such as .localhost",
    "LOCAL_INGRESS_SUFFIX, .local_host, such as .localhost",
    "LOCAL_INGRESS_SUFFIX, .a..b, such as .localhost"
  })
  void refusesAtStartWhatNoStoreCouldUse(String name, String value, String permitted) {
    assertThatThrownBy(() -> from(Map.of(name, value)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining(name + "=" + value + " cannot be used")
        .hasMessageContaining(permitted);
  }

  @ParameterizedTest
  @CsvSource({
    "STORE_CURRENCY, eur",
    "STORE_COUNTRY, de",
    "CORS_ORIGIN, http://[::1]:5173",
    "LOCAL_INGRESS_SUFFIX, .127.0.0.1.nip.io"
  })
  void acceptsAtStartWhatStoresCanUse(String name, String value) {
    assertThat(from(Map.of(name, value)).server().port()).isEqualTo(3000);
  }

  @Test
  void anAddressOfAServiceMayHaveAPathAndASlashAtItsEnd() {
    Map<String, String> given =
        Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT", "http://[::1]:4318/otlp/",
            "VAULT_ADDR", "https://vault.example.com:8200/",
            "VAULT_ROLE", "weaver");
    assertThat(from(given).observability().traceEndpoint())
        .contains(URI.create("http://[::1]:4318/otlp"));
    assertThat(from(given).vault())
        .hasValueSatisfying(
            vault ->
                assertThat(vault.address())
                    .isEqualTo(URI.create("https://vault.example.com:8200")));
  }

  @Test
  void resolvesTheDataFolderOnce() {
    assertThat(from(Map.of("DATA_DIR", "x/../data")).server().dataDirectory())
        .isEqualTo(Path.of("data").toAbsolutePath());
  }

  private static WeaverConfig from(Map<String, String> environment) {
    return WeaverConfig.from(environment, new Properties());
  }

  @Test
  void secretsOfTheWrongFormAreRefusedAndNotRepeated() {
    for (Setting setting : List.of(Setting.ENCRYPTION_KEY, Setting.METRICS_TOKEN)) {
      assertThatThrownBy(() -> WeaverConfig.of(Map.of(setting, "too short")))
          .isInstanceOf(InvalidSetting.class)
          .hasMessageContaining(setting + " cannot be used")
          .hasMessageNotContaining("too short");
    }
    String key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    assertThat(WeaverConfig.of(Map.of(Setting.ENCRYPTION_KEY, key)).database().encryptionKey())
        .hasValueSatisfying(k -> assertThat(k.getEncoded()).hasSize(32).startsWith(0, 1, 2));
  }
}
