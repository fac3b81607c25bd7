package io.storeweaver.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.storeweaver.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final String WORDPRESS = "/apis/apps/v1/namespaces/store-a/deployments/wordpress";

  private static Sandbox start(Path directory) {
    return Sandbox.start(new SandboxOptions(0, 0, directory));
  }

  private static void live(Sandbox sandbox) {
    Raw raw = Raw.to(sandbox);
    try (var client = new KubernetesClientBuilder().withConfig(sandbox.configuration()).build()) {
      Shop.named("a").applyTo(client, "A");
    }
    Await.until(
        "ready shop", () -> raw.get(WORDPRESS).body().at("/status/readyReplicas").asInt() == 1);
  }

  @Test
  void aShopIsStillThereAfterARestart(@TempDir Path directory) {
    try (Sandbox first = start(directory)) {
      live(first);
      Raw.to(first).delete("/api/v1/namespaces/store-a/configmaps/wordpress");
    }

    try (Sandbox second = start(directory)) {
      Raw raw = Raw.to(second);

      assertThat(raw.get(WORDPRESS).body().at("/status/readyReplicas").asInt()).isEqualTo(1);
      assertThat(raw.get("/api/v1/namespaces/store-a/configmaps/wordpress").code()).isEqualTo(404);
      raw.delete("/api/v1/namespaces/store-a");
      Await.until("gone namespace", () -> raw.get("/api/v1/namespaces/store-a").code() == 404);
    }
  }

  @Test
  void whatWasWrittenBeforeAKillIsThereAndATornLineIsDropped(
      @TempDir Path directory, @TempDir Path killed) throws IOException {
    Path file = directory.resolve("objects.jsonl");
    Path copy = killed.resolve("objects.jsonl");
    try (Sandbox first = start(directory)) {
      live(first);
      Await.until("flushed journal", () -> wroteReadyShop(file));
      // the file as a killed process would leave it, its last line cut
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.writeString(copy, "{\"type\":\"pods\",\"object\":{\"meta", StandardOpenOption.APPEND);

    try (Sandbox second = start(killed)) {
      Raw raw = Raw.to(second);
      Await.until(
          "ready shop", () -> raw.get(WORDPRESS).body().at("/status/readyReplicas").asInt() == 1);
      assertThat(Files.readString(copy, StandardCharsets.UTF_8)).doesNotContain("{\"meta\n");
    }
  }

  // The database is ready earlier than the shop.
  private static boolean wroteReadyShop(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
          .filter(
              line -> line.contains("\"Deployment\"") && line.contains("\"name\":\"wordpress\""))
          .anyMatch(line -> line.contains("\"readyReplicas\":1"));
    } catch (IOException e) {
      return false;
    }
  }
}
