package io.storeweaver.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeweaver.Setting;
import io.storeweaver.WeaverConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VaultSecretsTest {
  private static final int LONG = 3600;

  @TempDir Path folder;
  private VaultServer vault;

  @BeforeEach
  void start() throws IOException {
    vault = VaultServer.start();
    vault.put(Map.of("DATABASE_PASSWORD", "first"));
  }

  @AfterEach
  void stop() throws Exception {
    vault.close();
  }

  private VaultSecrets open(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("VAULT_ADDR", vault.address());
    environment.put("VAULT_MOUNT", "secrets");
    environment.put("VAULT_REFRESH_SECONDS", "1");
    environment.putAll(more);
    WeaverConfig config = WeaverConfig.from(environment, new Properties());
    return VaultSecrets.open(config.vault().orElseThrow());
  }

  private VaultSecrets withToken(String token) {
    return open(Map.of("VAULT_TOKEN", token));
  }

  @Test
  void aTokenReadsTheSecret() {
    try (VaultSecrets secrets = withToken(vault.token(LONG))) {
      assertThat(secrets.answers()).isTrue();
      assertThat(secrets.current()).containsEntry("DATABASE_PASSWORD", "first");
    }
  }

  @Test
  void aNewVersionIsTold() throws Exception {
    try (VaultSecrets secrets = withToken(vault.token(LONG))) {
      BlockingQueue<String> told = new LinkedBlockingQueue<>();
      secrets.follow(values -> told.add(values.get("DATABASE_PASSWORD")));
      vault.put(Map.of("DATABASE_PASSWORD", "second"));
      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("second");
      assertThat(secrets.current()).containsEntry("DATABASE_PASSWORD", "second");
    }
  }

  @Test
  void whatIsThereTwiceIsToldOnce() {
    try (VaultSecrets secrets = withToken(vault.token(LONG))) {
      BlockingQueue<Map<String, String>> told = new LinkedBlockingQueue<>();
      secrets.follow(told::add);
      secrets.look();
      secrets.look();
      assertThat(told).isEmpty();
    }
  }

  @Test
  void aTokenIsRenewedAsLongAsItIsUsed() {
    int life = 6;
    try (VaultSecrets secrets = withToken(vault.token(life))) {
      secrets.follow(values -> {});
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3L * life);
      while (System.nanoTime() < end) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
      secrets.look();
      assertThat(secrets.answers()).as("after three of its lives").isTrue();
    }
  }

  @Test
  void aRevokedTokenIsReplacedByTheOneThatIsInItsFileNow() throws Exception {
    Path file = folder.resolve("token");
    String first = vault.token(LONG);
    Files.writeString(file, first + "\n");
    try (VaultSecrets secrets = open(Map.of("VAULT_TOKEN_FILE", file.toString()))) {
      vault.revoke(first);
      secrets.look();
      assertThat(secrets.answers()).isFalse();
      Files.writeString(file, vault.token(LONG) + "\n");
      secrets.look();
      assertThat(secrets.answers()).isTrue();
    }
  }

  @Test
  void aServiceAccountSignsIn() throws Exception {
    vault.role("weaver", 2);
    Path jwt = Files.writeString(folder.resolve("jwt"), VaultServer.JWT);
    Map<String, String> account = Map.of("VAULT_ROLE", "weaver", "VAULT_JWT_PATH", jwt.toString());
    try (VaultSecrets secrets = open(account)) {
      assertThat(secrets.current()).containsEntry("DATABASE_PASSWORD", "first");
    }
    try (VaultSecrets other =
        open(Map.of("VAULT_ROLE", "nobody", "VAULT_JWT_PATH", jwt.toString()))) {
      assertThat(other.answers()).isFalse();
      assertThat(other.current()).isEmpty();
    }
  }

  @Test
  void whileVaultIsAwayWhatIsKnownStays() throws Exception {
    try (VaultSecrets secrets = withToken(vault.token(LONG))) {
      vault.close();
      secrets.look();
      assertThat(secrets.answers()).isFalse();
      assertThat(secrets.current()).containsEntry("DATABASE_PASSWORD", "first");
    }
  }

  @Test
  void vaultWinsOverTheEnvironmentAndTheEnvironmentOverNothing() {
    WeaverConfig environment = WeaverConfig.of(Map.of(Setting.DATABASE_PASSWORD, "mine"));
    try (VaultSecrets secrets = withToken(vault.token(LONG));
        VaultSecrets refused = withToken("hvs.nobody")) {
      assertThat(environment.with(secrets.current()).database().password()).contains("first");
      assertThat(environment.with(refused.current()).database().password()).contains("mine");
    }
  }

  @Test
  void vaultCannotTurnOtherSettingsRound() {
    WeaverConfig config = WeaverConfig.of(Map.of()).with(Map.of("SIGN_UP", "closed", "PORT", "1"));
    assertThat(config.server().port()).isEqualTo(3000);
    assertThat(config.accounts().signUpOpen()).isTrue();
  }
}
