package io.storeweaver.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.storeweaver.Reason;
import io.storeweaver.cluster.Seen.Problem;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A warning that Kubernetes wrote about an object of a store: some causes show nowhere else.
 *
 * @param object the object, for example {@code StatefulSet/mysql}
 * @param uid of the object, since names come again
 */
record Warning(String object, String uid, Problem problem) {
  // A volume made of a Secret or ConfigMap that is not there: the storage is not to blame.
  private static final Pattern MISSING = Pattern.compile("(secret|configmap) \"[^\"]*\" not found");

  /**
   * The warning that an Event stands for, where it tells something that the objects' own states do
   * not.
   */
  static Optional<Warning> of(JsonNode event) {
    JsonNode involved = event.path("involvedObject");
    String object = involved.path("kind").asText() + "/" + involved.path("name").asText();
    String message = event.path("message").asText();
    Problem problem =
        switch (event.path("reason").asText()) {
          case "FailedCreate" -> Sighting.refusal(message);
          case "FailedMount", "FailedAttachVolume", "FailedMapVolume" ->
              new Problem(
                  MISSING.matcher(message).find()
                      ? Reason.CONFIG_MISSING
                      : Reason.VOLUME_MOUNT_FAILED,
                  message);
          case "NodeNotReady" -> new Problem(Reason.NODE_LOST, "The pod's node does not answer");
          case "ProvisioningFailed", "FailedBinding" -> new Problem(Reason.VOLUME_PENDING, message);
          case "Unhealthy" -> new Problem(Reason.PROBE_FAILING, message);
          default -> null;
        };
    return problem == null
        ? Optional.empty()
        : Optional.of(new Warning(object, involved.path("uid").asText(), problem));
  }
}
