package io.storeweaver.vault;

import io.storeweaver.VaultConfig;
import io.storeweaver.vault.VaultClient.Secret;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * What Vault keeps for the platform, followed as it changes. While Vault does not answer, what was
 * known stays; where nothing was, the settings of the environment have to do.
 */
public final class VaultSecrets implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(VaultSecrets.class);

  private final VaultConfig settings;
  private final VaultClient client;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("vault").factory());
  private volatile Secret known = new Secret(0, Map.of());
  private volatile boolean answers;
  private String lastTrouble = "";
  private volatile Consumer<Map<String, String>> follower = values -> {};

  private VaultSecrets(VaultConfig settings) {
    this.settings = settings;
    this.client = new VaultClient(settings);
  }

  /** Reads once, and waits for that a few seconds at most. */
  public static VaultSecrets open(VaultConfig settings) {
    VaultSecrets secrets = new VaultSecrets(settings);
    secrets.look();
    if (!secrets.answers) {
      LOG.warnf(
          "Until Vault answers, the database and the encryption key are those that the environment names.");
    }
    return secrets;
  }

  /** What Vault said last; empty where it has said nothing yet. */
  public Map<String, String> current() {
    return known.values();
  }

  /** Whether Vault answered when it was last asked. */
  public boolean answers() {
    return answers;
  }

  /** Begins to look for new versions, and tells each to the follower. */
  public void follow(Consumer<Map<String, String>> told) {
    follower = told;
    long every = settings.refresh().toMillis();
    // It ends with the executor only.
    Future<?> _ =
        looking.scheduleWithFixedDelay(this::lookAndGoOn, every, every, TimeUnit.MILLISECONDS);
  }

  // An exception would end the schedule without a word.
  private void lookAndGoOn() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.warnf(e, "What Vault said could not be taken over; it is tried again.");
    }
  }

  /** Looks now, for whoever has reason to believe that there is something new. */
  public synchronized void look() {
    try {
      Secret read = client.read();
      if (!answers) {
        LOG.infof("Vault answers at %s.", settings.address());
      }
      answers = true;
      lastTrouble = "";
      take(read);
    } catch (IOException e) {
      missed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(Secret read) {
    if (read.equals(known)) {
      return;
    }
    LOG.infof(
        "Vault's secret %s/%s is read in version %d.",
        settings.mount(), settings.path(), read.version());
    known = read;
    follower.accept(read.values());
  }

  private void missed(IOException e) {
    String trouble = String.valueOf(e.getMessage());
    if (!trouble.equals(lastTrouble)) {
      LOG.warnf(
          "Vault at %s does not give %s/%s (%s: %s). What is known is used; it is tried again every %d s.",
          settings.address(),
          settings.mount(),
          settings.path(),
          e.getClass().getSimpleName(),
          trouble,
          settings.refresh().toSeconds());
    }
    lastTrouble = trouble;
    answers = false;
  }

  @Override
  public void close() {
    looking.shutdownNow();
    client.close();
  }
}
