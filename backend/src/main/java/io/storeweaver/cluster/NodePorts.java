package io.storeweaver.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.storeweaver.Reason;
import io.storeweaver.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Where visitors reach a store that is exposed by a port of every node: the cluster chooses the
 * port, so only the cluster can say it.
 */
public final class NodePorts {
  private static final List<String> REACHABLE = List.of("ExternalIP", "InternalIP");

  private final ClusterApi api;

  public NodePorts(ClusterApi api) {
    this.api = api;
  }

  /**
   * The store's URL.
   *
   * @throws ClusterFailure where the cluster does not tell, so that it is asked again
   */
  public String url(Store store) {
    String address =
        items(api.nodes())
            .filter(NodePorts::ready)
            .flatMap(node -> address(node).stream())
            .findFirst()
            .orElseThrow(() -> unknown(null, "No node that is ready has an address"));
    int port =
        items(api.list(ClusterKind.SERVICE, store.namespace(), Map.of()))
            .map(service -> service.at("/spec/ports/0/nodePort").asInt())
            .filter(number -> number > 0)
            .findFirst()
            .orElseThrow(
                () -> unknown("Namespace/" + store.namespace(), "No Service has a node port yet"));
    String host = address.contains(":") ? "[" + address + "]" : address;
    return "http://" + host + ":" + port;
  }

  private static Stream<JsonNode> items(JsonNode list) {
    return StreamSupport.stream(list.path("items").spliterator(), false);
  }

  private static boolean ready(JsonNode node) {
    return StreamSupport.stream(node.at("/status/conditions").spliterator(), false)
        .anyMatch(
            c ->
                c.path("type").asText().equals("Ready")
                    && c.path("status").asText().equals("True"));
  }

  // An address from outside is better than one that only the cluster's own network knows.
  private static Optional<String> address(JsonNode node) {
    for (String type : REACHABLE) {
      for (JsonNode address : node.at("/status/addresses")) {
        if (address.path("type").asText().equals(type)) {
          return Optional.of(address.path("address").asText());
        }
      }
    }
    return Optional.empty();
  }

  private static ClusterFailure unknown(@Nullable String resource, String message) {
    return new ClusterFailure(Reason.STARTING, 0, resource, message);
  }
}
