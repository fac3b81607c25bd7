package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Clients that send a byte now and then, to hold what others need. */
@ApiTest
class SlowClientsApiTest {
  private static final int MANY = 400;
  private static final String HEAD =
      "POST /api/v1/stores HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-User-Id: slow\r\n";

  private final Api api = Api.somebody();

  private static Socket open(String begun) throws IOException {
    URI root = URI.create(Api.root());
    Socket socket = new Socket(root.getHost(), root.getPort());
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void aBodyThatTricklesInIsEndedWithAProblem() throws Exception {
    try (Socket slow = open(HEAD + "Content-Length: 5000\r\n\r\n{")) {
      Thread trickle = Thread.ofVirtual().start(() -> trickle(slow));
      String answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 408 ").contains("\"code\":\"REQUEST_TIMEOUT\"");
      trickle.join();
    }
    assertThat(new Api("slow").get(STORES).json().path("total").asInt()).isZero();
  }

  private static void trickle(Socket slow) {
    try {
      for (int i = 0; i < 200; i++) {
        slow.getOutputStream().write(' ');
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
    } catch (IOException e) {
      // The server has ended it, as it should.
      assertThat(e).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void aBodyThatArrivesInPartsIsRead() throws Exception {
    String body = Api.body("In parts", "medusa");
    String head = HEAD.replace("slow", api.caller()) + "Connection: close\r\nContent-Length: ";
    try (Socket socket = open(head + body.length() + "\r\n\r\n" + body.substring(0, 10))) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
      socket.getOutputStream().write(body.substring(10).getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 202 ");
    }
  }

  @Test
  void manyWhoDoNotFinishTheirHeaderLeaveTheOthersTheirAnswers() throws Exception {
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < MANY; i++) {
        open.add(open(HEAD + "X-Slow: "));
      }
      for (int i = 0; i < 20; i++) {
        for (Socket each : open) {
          each.getOutputStream().write('x');
        }
        api.get(STORES).expect(200);
      }
      api.ready("Made meanwhile", "medusa");
    } finally {
      for (Socket each : open) {
        each.close();
      }
    }
  }
}
