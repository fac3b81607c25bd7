package io.storeweaver.cluster;

import io.storeweaver.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request to the API server that did not succeed. Trying again may help, except where the server
 * has refused the object itself.
 */
public final class ClusterFailure extends RuntimeException {
  private final Reason reason;
  private final int status;
  private final @Nullable String resource;

  ClusterFailure(Reason reason, int status, @Nullable String resource, String message) {
    super(message);
    this.reason = reason;
    this.status = status;
    this.resource = resource;
  }

  /** What kind of failure it is. */
  public Reason reason() {
    return reason;
  }

  /** HTTP status, or 0 where no answer came. */
  public int status() {
    return status;
  }

  /** The object that was asked for, for example {@code Deployment/wordpress}. */
  public @Nullable String resource() {
    return resource;
  }

  /** The shortest time after which it makes sense to try again. */
  public Duration notBefore() {
    return reason == Reason.CLUSTER_THROTTLING ? Duration.ofSeconds(1) : Duration.ofMillis(200);
  }

  static ClusterFailure unreachable(@Nullable String resource, Throwable cause) {
    ClusterFailure failure =
        new ClusterFailure(
            Reason.CLUSTER_UNREACHABLE,
            0,
            resource,
            "The cluster does not answer: " + rootMessage(cause));
    failure.initCause(cause);
    return failure;
  }

  static ClusterFailure answered(int status, @Nullable String resource, String message) {
    Reason reason =
        switch (status) {
          case 401 -> Reason.CLUSTER_FORBIDDEN;
          case 403 -> forbidden(message);
          case 429 -> Reason.CLUSTER_THROTTLING;
          case 400, 404, 405, 415, 422 -> Reason.APPLY_REFUSED;
          case 500 -> malformed(message) ? Reason.APPLY_REFUSED : Reason.CLUSTER_UNREACHABLE;
          default -> Reason.CLUSTER_UNREACHABLE;
        };
    return new ClusterFailure(reason, status, resource, message);
  }

  // The API server answers 500 where an applied object does not fit its schema; trying again cannot
  // help.
  private static boolean malformed(String message) {
    return message.contains("failed to create typed patch object")
        || message.contains("failed to convert new object");
  }

  // Kubernetes answers 403 for missing rights, for used-up quotas and for writes into a namespace
  // that is going away.
  private static Reason forbidden(String message) {
    if (message.contains("because it is being terminated")) {
      return Reason.NAMESPACE_TERMINATING;
    }
    if (message.contains("exceeded quota")) {
      return Reason.QUOTA_REFUSED;
    }
    if (message.contains("can be resized")) {
      return Reason.VOLUME_RESIZE_REFUSED;
    }
    return message.contains("cannot") && message.contains("User ")
        ? Reason.CLUSTER_FORBIDDEN
        : Reason.APPLY_REFUSED;
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return root.getClass().getSimpleName()
        + (message == null || message.isBlank() ? "" : ": " + message);
  }
}
