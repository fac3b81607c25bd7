package io.storeweaver.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.storeweaver.InvalidSetting;
import io.storeweaver.Json;
import io.storeweaver.VaultConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The few calls of Vault's HTTP API that it takes to read one secret. */
final class VaultClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final VaultConfig settings;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          // A node that stands by may send us to the active one.
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private @Nullable VaultSession session;

  /** A version of the secret. */
  record Secret(long version, Map<String, String> values) {}

  VaultClient(VaultConfig settings) {
    this.settings = settings;
  }

  /** The newest version; signs in or renews the token where that is due. */
  Secret read() throws IOException, InterruptedException {
    VaultSession now = renewed();
    try {
      return secret(now);
    } catch (VaultFailure e) {
      // The token may have been revoked, or replaced in its file.
      if (!e.refused()) {
        throw e;
      }
      return secret(signIn());
    }
  }

  private Secret secret(VaultSession now) throws IOException, InterruptedException {
    JsonNode data =
        call("GET", settings.mount() + "/data/" + settings.path(), now.token(), null).path("data");
    Map<String, String> values = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : data.path("data").properties()) {
      values.put(entry.getKey(), entry.getValue().asText());
    }
    return new Secret(data.at("/metadata/version").asLong(), values);
  }

  private VaultSession renewed() throws IOException, InterruptedException {
    VaultSession old = session;
    if (old == null) {
      return signIn();
    }
    if (!old.ages()) {
      return old;
    }
    if (old.renewable()) {
      try {
        return keep(
            VaultSession.ofAuth(
                call("POST", "auth/token/renew-self", old.token(), "{}").path("auth")));
      } catch (VaultFailure e) {
        // At its longest life a token cannot be renewed any more; a new one may be had.
        if (!e.refused()) {
          throw e;
        }
      }
    }
    return signIn();
  }

  private VaultSession signIn() throws IOException, InterruptedException {
    session = null;
    return keep(settings.role().isPresent() ? byKubernetes(settings.role().get()) : byToken());
  }

  private VaultSession keep(VaultSession fresh) {
    session = fresh;
    return fresh;
  }

  private VaultSession byToken() throws IOException, InterruptedException {
    String token = token();
    JsonNode self = call("GET", "auth/token/lookup-self", token, null).path("data");
    return VaultSession.of(token, self.path("renewable").asBoolean(), self.path("ttl").asLong());
  }

  private String token() throws VaultFailure {
    try {
      return settings
          .token()
          .get()
          .orElseThrow(() -> new VaultFailure(0, "there is no VAULT_TOKEN or VAULT_TOKEN_FILE"));
    } catch (InvalidSetting e) {
      throw new VaultFailure(0, String.valueOf(e.getMessage()));
    }
  }

  private VaultSession byKubernetes(String role) throws IOException, InterruptedException {
    String body =
        JsonNodeFactory.instance
            .objectNode()
            .put("role", role)
            .put("jwt", Files.readString(settings.jwt()).strip())
            .toString();
    String path = "auth/" + settings.authMount() + "/login";
    return VaultSession.ofAuth(call("POST", path, null, body).path("auth"));
  }

  private JsonNode call(String method, String path, @Nullable String token, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(path))
            .timeout(PATIENCE)
            .header("X-Vault-Request", "true")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (token != null) {
      request.header("X-Vault-Token", token);
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new VaultFailure(answer.statusCode(), complaint(method, path, answer));
    }
    return Json.MAPPER.readTree(answer.body());
  }

  private URI address(String path) {
    return URI.create(settings.address() + "/v1/" + path);
  }

  private static String complaint(String method, String path, HttpResponse<String> answer) {
    String said = "";
    try {
      said = Json.MAPPER.readTree(answer.body()).path("errors").toString();
    } catch (IOException notJson) {
      // The status says enough.
    }
    return "%s /v1/%s answered %d %s".formatted(method, path, answer.statusCode(), said).strip();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
