package io.storeweaver.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.storeweaver.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A Vault to test with: the program that the system property {@code vault.server} names, which is a
 * real one, or else {@link ContractVault}. Both are set up by the same calls.
 */
public final class VaultServer implements AutoCloseable {
  /**
   * A token of a service account: a JWT by its form, whose signature only the cluster checks. Vault
   * takes one without a beginning for one that begins shortly before it ends.
   */
  public static final String JWT =
      "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJrdWJlcm5ldGVzL3NlcnZpY2VhY2NvdW50Iiwia3ViZXJuZXRlcy5pby9zZXJ2aWNlYWNjb3VudC9uYW1lc3BhY2UiOiJwbGF0Zm9ybSIsImt1YmVybmV0ZXMuaW8vc2VydmljZWFjY291bnQvc2VydmljZS1hY2NvdW50Lm5hbWUiOiJ3ZWF2ZXIiLCJrdWJlcm5ldGVzLmlvL3NlcnZpY2VhY2NvdW50L3NlcnZpY2UtYWNjb3VudC51aWQiOiJ1aWQtMSIsInN1YiI6InN5c3RlbTpzZXJ2aWNlYWNjb3VudDpwbGF0Zm9ybTp3ZWF2ZXIiLCJleHAiOjQxMDI0NDQ4MDAsImlhdCI6MTU3NzgzNjgwMCwibmJmIjoxNTc3ODM2ODAwfQ.c2lnbmF0dXJl";

  private static final String POLICY =
      "path \"secrets/data/storeweaver\" { capabilities = [\"read\"] }";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Runnable stop;
  private final HttpServer cluster;
  private final String address;
  private final String root;

  private VaultServer(Runnable stop, String address, String root) throws IOException {
    this.stop = stop;
    this.address = address;
    this.root = root;
    this.cluster = cluster();
    call("POST", "sys/mounts/secrets", "{\"type\":\"kv\",\"options\":{\"version\":\"2\"}}");
    call("PUT", "sys/policies/acl/storeweaver", Json.write(Map.of("policy", POLICY)));
    call("POST", "sys/auth/kubernetes", "{\"type\":\"kubernetes\"}");
    call(
        "POST",
        "auth/kubernetes/config",
        Json.write(
            Map.of(
                "kubernetes_host",
                "http://127.0.0.1:" + cluster.getAddress().getPort(),
                "token_reviewer_jwt",
                JWT,
                "disable_local_ca_jwt",
                true)));
  }

  public static VaultServer start() throws IOException {
    String program = System.getProperty("vault.server", "");
    if (program.isEmpty()) {
      ContractVault contract = new ContractVault();
      return new VaultServer(contract::close, contract.address(), ContractVault.ROOT);
    }
    Process process =
        new ProcessBuilder(program, "-test.run", "TestServe", "-test.timeout", "0")
            .redirectErrorStream(true)
            .start();
    Map<String, String> said = new HashMap<>();
    BufferedReader lines = process.inputReader();
    while (said.size() < 2) {
      String line = String.valueOf(lines.readLine());
      assertThat(line).as("the server has ended").isNotEqualTo("null");
      if (line.startsWith("VAULT_")) {
        said.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
      }
    }
    Thread.ofVirtual().start(() -> lines.lines().forEach(line -> {}));
    return new VaultServer(
        () -> process.destroyForcibly().onExit().join(),
        said.getOrDefault("VAULT_ADDR", ""),
        said.getOrDefault("VAULT_TOKEN", ""));
  }

  /** The cluster that a real Vault asks whether a service account's token is good. */
  private static HttpServer cluster() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext(
        "/apis/authentication.k8s.io/v1/tokenreviews",
        exchange -> {
          JsonNode review = Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes());
          boolean good = review.at("/spec/token").asText().equals(JWT);
          byte[] answer =
              """
              {"apiVersion":"authentication.k8s.io/v1","kind":"TokenReview","status":{"authenticated":%s,
              "user":{"username":"system:serviceaccount:platform:weaver","uid":"uid-1",
              "groups":["system:serviceaccounts"]}}}
              """
                  .formatted(good)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(201, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  public String address() {
    return address;
  }

  /** A new version of the secret. */
  public void put(Map<String, String> secret) {
    call("POST", "secrets/data/storeweaver", Json.write(Map.of("data", secret)));
  }

  /** A token that may read it and lives so long if nobody renews it. */
  public String token(int seconds) {
    Map<String, Object> wanted =
        Map.of("policies", new String[] {"storeweaver"}, "ttl", seconds + "s", "renewable", true);
    return call("POST", "auth/token/create", Json.write(wanted)).at("/auth/client_token").asText();
  }

  void revoke(String token) {
    call("POST", "auth/token/revoke", Json.write(Map.of("token", token)));
  }

  void role(String name, int seconds) {
    Map<String, Object> wanted =
        Map.of(
            "bound_service_account_names",
            "weaver",
            "bound_service_account_namespaces",
            "platform",
            "policies",
            new String[] {"storeweaver"},
            "ttl",
            seconds + "s");
    call("POST", "auth/kubernetes/role/" + name, Json.write(wanted));
  }

  private JsonNode call(String method, String path, String body) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(address + "/v1/" + path))
                  .header("X-Vault-Token", root)
                  .method(method, HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(path + ": " + answer.body()).isIn(200, 204);
      return Json.MAPPER.readTree(answer.statusCode() == 204 ? "{}" : answer.body());
    } catch (IOException e) {
      throw new AssertionError(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    cluster.stop(0);
    stop.run();
  }
}
