package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Questions that several controllers ask about a pod, or a pod template. */
final class Pods {
  private Pods() {}

  static boolean finished(JsonNode pod) {
    String phase = Json.text(pod, "status", "phase");
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  static boolean ready(JsonNode pod) {
    return Conditions.isTrue(pod.path("status"), "Ready");
  }

  /** Init containers first. */
  static List<ObjectNode> containers(JsonNode podSpec) {
    List<ObjectNode> all = new ArrayList<>();
    podSpec.path("initContainers").forEach(container -> all.add((ObjectNode) container));
    podSpec.path("containers").forEach(container -> all.add((ObjectNode) container));
    return all;
  }

  /** The names of the claims that a pod mounts. */
  static List<String> claims(JsonNode pod) {
    List<String> claims = new ArrayList<>();
    for (JsonNode volume : Json.at(pod, "spec", "volumes")) {
      String claim = Json.text(volume, "persistentVolumeClaim", "claimName");
      if (!claim.isEmpty()) {
        claims.add(claim);
      }
    }
    return claims;
  }
}
