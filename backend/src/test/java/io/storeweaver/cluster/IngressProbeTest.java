package io.storeweaver.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an ingress controller's answer says about a shop. */
class IngressProbeTest {
  private static final URI SHOP = URI.create("http://acme.localhost:8080");

  @ParameterizedTest
  @ValueSource(ints = {200, 301, 302, 401, 403})
  void anAnswerOfTheShopOrOfAGuardInFrontOfItMeansThatItIsReached(int status) {
    try (Doorman doorman = new Doorman(status)) {
      IngressProbe probe = IngressProbe.at(doorman.address(), Clock.systemUTC());
      assertThat(probe.refusal(SHOP, null)).isEmpty();
      assertThat(doorman.hosts()).containsExactly("acme.localhost:8080");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 500, 502, 503, 504})
  void anAnswerOfTheControllerInsteadOfTheShopIsNamed(int status) {
    try (Doorman doorman = new Doorman(status)) {
      IngressProbe probe = IngressProbe.at(doorman.address(), Clock.systemUTC());
      assertThat(probe.refusal(SHOP, null))
          .hasValueSatisfying(
              what ->
                  assertThat(what)
                      .contains("answers " + status)
                      .contains("acme.localhost")
                      .contains(":" + doorman.address().getPort()));
    }
  }

  @Test
  void somethingElseThanHttpIsNamed() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (var socket = other.accept()) {
                  socket
                      .getOutputStream()
                      .write("220 mail ready\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      InetSocketAddress door = (InetSocketAddress) other.getLocalSocketAddress();
      assertThat(IngressProbe.at(door, Clock.systemUTC()).refusal(SHOP, null))
          .hasValueSatisfying(what -> assertThat(what).contains("220 mail ready"));
    }
  }

  @Test
  void whereNothingListensNothingIsSaidAndItIsNotAskedAgainForAWhile() throws IOException {
    Instant[] now = {Instant.parse("2026-01-01T00:00:00Z")};
    InstantSource clock = () -> now[0];
    InetSocketAddress door;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      door = (InetSocketAddress) closed.getLocalSocketAddress();
    }
    IngressProbe probe = IngressProbe.at(door, clock);
    assertThat(probe.refusal(SHOP, null)).isEmpty();
    try (ServerSocket open = new ServerSocket(door.getPort(), 1, door.getAddress())) {
      open.setSoTimeout(1);
      assertThat(probe.refusal(SHOP, null)).isEmpty();
      now[0] = now[0].plusSeconds(31);
      Thread.ofVirtual().start(() -> acceptAndHangUp(open));
      assertThat(probe.refusal(SHOP, null)).isPresent();
    }
  }

  @Test
  void withoutAnAddressOrSwitchedOffNothingIsAsked() {
    assertThat(IngressProbe.published(Clock.systemUTC()).refusal(SHOP, null)).isEmpty();
    assertThat(IngressProbe.off().refusal(SHOP, "127.0.0.1")).isEmpty();
  }

  private static void acceptAndHangUp(ServerSocket server) {
    try {
      server.setSoTimeout(5_000);
      server.accept().close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
