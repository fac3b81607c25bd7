package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ApiTest
class DemoModeApiTest {
  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LocalHost:3000", "127.0.0.1", "127.1.2.3:80", "[::1]:3000"})
  void answersAtNamesOfThisMachine(String host) throws IOException {
    assertThat(answer(STORES, host)).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil-localhost",
        "10.0.0.7:3000"
      })
  void aNameThatOnlyResolvesToThisMachineIsRefused(String host) throws IOException {
    for (String path : new String[] {STORES, "/", "/openapi", "/metrics"}) {
      assertThat(answer(path, host))
          .startsWith("HTTP/1.1 421 ")
          .contains("application/problem+json", "\"code\":\"MISDIRECTED_REQUEST\"");
    }
  }

  // By hand, because Java's client does not let a Host be given.
  private static String answer(String path, String host) throws IOException {
    URI root = URI.create(Api.root());
    String request =
        "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host);
    try (Socket socket = new Socket(root.getHost(), root.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
