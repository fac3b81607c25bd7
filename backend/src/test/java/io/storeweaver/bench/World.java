package io.storeweaver.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.storeweaver.sandbox.Sandbox;
import io.storeweaver.sandbox.SandboxOptions;
import io.storeweaver.sandbox.Traffic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A simulated cluster outside of the server: it lives on when the server is killed, counts the
 * requests itself, and its memory and CPU time are not the server's.
 */
final class World implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sandbox sandbox;

  World(double pace) {
    sandbox = Sandbox.start(new SandboxOptions(0, pace, null));
  }

  /** A kubeconfig that leads to it. */
  Path kubeconfig(Path folder) throws IOException {
    String text =
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: bench, cluster: {server: "%s"}}]
        users: [{name: bench, user: {}}]
        contexts: [{name: bench, context: {cluster: bench, user: bench}}]
        current-context: bench
        """
            .formatted(sandbox.url());
    return Files.writeString(Files.createDirectories(folder).resolve("kubeconfig"), text);
  }

  Traffic traffic() {
    return sandbox.traffic();
  }

  /** Names of the objects of a kind that carry a store's label, as {@code namespace/name}. */
  List<String> names(String path) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI uri = URI.create(sandbox.url() + path + "?labelSelector=storeweaver.io/store");
      byte[] body =
          http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray())
              .body();
      List<String> names = new ArrayList<>();
      for (JsonNode item : JSON.readTree(body).path("items")) {
        JsonNode metadata = item.path("metadata");
        names.add(metadata.path("namespace").asText("") + "/" + metadata.path("name").asText());
      }
      return names;
    }
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
