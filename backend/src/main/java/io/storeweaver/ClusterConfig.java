package io.storeweaver;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The cluster to drive.
 *
 * @param kubeconfig of a cluster that somebody named
 * @param requestsInFlight most requests to the API server at once, for the whole process
 * @param sandboxPace how long things take in the sandbox; 0 is at once
 */
public record ClusterConfig(Optional<Path> kubeconfig, int requestsInFlight, double sandboxPace) {
  static ClusterConfig of(Settings settings) {
    return new ClusterConfig(
        settings.optional(Setting.KUBECONFIG).map(Path::of),
        settings.whole(Setting.CLUSTER_REQUESTS_IN_FLIGHT, 1, 500),
        settings.real(Setting.SANDBOX_PACE, 100));
  }
}
