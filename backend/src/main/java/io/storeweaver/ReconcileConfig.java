package io.storeweaver;

import java.time.Duration;

/**
 * How stores are brought to what their owners asked for.
 *
 * @param provisions stores that are provisioned at the same time
 * @param deletes stores that are deleted at the same time
 * @param timeout after which a store that is not ready counts as failed
 * @param resync how often recorded state is compared with what the watches saw
 * @param lease after which another replica takes over what this one has stopped renewing
 */
public record ReconcileConfig(
    int provisions,
    int deletes,
    AdmissionMode admission,
    OnFailure onFailure,
    Duration timeout,
    Duration resync,
    Duration lease) {
  private static final int MOST_AT_ONCE = 10_000;

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

  static ReconcileConfig of(Settings settings) {
    return new ReconcileConfig(
        settings.whole(Setting.MAX_CONCURRENT_PROVISIONS, 1, MOST_AT_ONCE),
        settings.whole(Setting.MAX_CONCURRENT_DELETES, 1, MOST_AT_ONCE),
        settings.choice(AdmissionMode.class, Setting.ADMISSION),
        settings.choice(OnFailure.class, Setting.ON_FAILURE),
        settings.seconds(Setting.PROVISIONING_TIMEOUT_SECONDS, 10, 86_400),
        settings.seconds(Setting.PROVISIONING_POLL_INTERVAL_SECONDS, 5, 3600),
        settings.seconds(Setting.LEASE_SECONDS, 3, 600));
  }
}
