package io.storeweaver.sandbox;

import java.util.List;

/**
 * The failures that a store can choose by its name: a name that contains {@code fail-<slug>} fails
 * so until it is renamed, one that contains {@code flaky-<slug>} until its owner retries once.
 */
public enum Scenario {
  IMAGE_PULL("image-pull", "The shop's image cannot be pulled."),
  CRASH_LOOP("crash-loop", "The shop's container stops with an error soon after each start."),
  OUT_OF_MEMORY(
      "out-of-memory", "The shop's container is killed because it exceeds its memory limit."),
  PROBE("probe", "The shop starts, but its readiness probe is answered with HTTP 500."),
  UNSCHEDULABLE("unschedulable", "No node has enough memory for the shop's pod."),
  QUOTA("quota", "The namespace's resource quota is used up and refuses every new pod."),
  VOLUME_PENDING("volume-pending", "No volume is provisioned: the storage class does not exist."),
  VOLUME_MOUNT("volume-mount", "The database's volume cannot be mounted on its node."),
  CONFIG("config", "The shop's container refers to a secret that does not exist."),
  SETUP_JOB("setup-job", "The set-up job fails until its retries are used up."),
  NO_INGRESS("no-ingress", "No ingress controller takes care of the shop's address."),
  POD_SECURITY("pod-security", "The shop's pod violates the namespace's Pod Security level."),
  EVICTED("evicted", "The shop's pod is evicted because its node runs out of disk space."),
  NODE_LOST("node-lost", "The node that runs the shop's pod no longer answers."),
  ROLLOUT_STUCK("rollout-stuck", "The shop's rollout exceeds its progress deadline."),
  STUCK_DELETE(
      "stuck-delete", "An object with a finalizer holds up the deletion of the namespace."),
  SLOW_START(
      "slow-start", "The shop needs about 20 seconds to become ready; chosen by the bare slug.");

  private final String slug;
  private final String description;

  Scenario(String slug, String description) {
    this.slug = slug;
    this.description = description;
  }

  /** The part of a store's name that chooses it, after {@code fail-} or {@code flaky-}. */
  public String slug() {
    return slug;
  }

  /** What happens, in one sentence. */
  public String description() {
    return description;
  }

  /** All scenarios, in the order in which they are to be listed. */
  public static List<Scenario> all() {
    return List.of(values());
  }
}
