package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
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

  private static final String WHOLE =
      "GET /api/v1/stores HTTP/1.1\r\nHost: localhost\r\nX-User-Id: slow\r\n\r\n";

  private final Api api = Api.somebody();

  private static Socket open(String begun) throws IOException {
    URI root = URI.create(Api.root());
    Socket socket = new Socket(root.getHost(), root.getPort());
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void aBodyThatTricklesInIsEndedWithAProblemAndIsNoErrorOfTheServer() throws Exception {
    try (Complaints complaints = Complaints.listen()) {
      try (Socket slow = open(HEAD + "Content-Length: 5000\r\n\r\n{")) {
        assertThat(answerToATrickle(slow, " "))
            .startsWith("HTTP/1.1 408 ")
            .contains("\"code\":\"REQUEST_TIMEOUT\"");
      }
      assertThat(new Api("slow").get(STORES).json().path("total").asInt()).isZero();
      assertThat(complaints.heard()).isEmpty();
    }
  }

  @Test
  void aHeaderThatTricklesInIsEndedWithAProblem() throws Exception {
    try (Socket slow = open(HEAD + "X-Slow: ")) {
      assertThat(answerToATrickle(slow, "x"))
          .startsWith("HTTP/1.1 408 Request Timeout\r\n")
          .contains("Content-Type: application/problem+json", "\"code\":\"REQUEST_TIMEOUT\"");
    }
  }

  @Test
  void aLaterHeaderOfTheSameConnectionIsTimedToo() throws Exception {
    try (Socket slow = open(WHOLE)) {
      assertThat(head(slow)).startsWith("HTTP/1.1 200 ");
      slow.getOutputStream().write(HEAD.getBytes(StandardCharsets.US_ASCII));
      assertThat(answerToATrickle(slow, "x")).contains("HTTP/1.1 408 ");
    }
  }

  @Test
  void aConnectionMayRestBetweenTwoRequests() throws Exception {
    try (Socket resting = open(WHOLE)) {
      assertThat(head(resting)).startsWith("HTTP/1.1 200 ");
      resting.setSoTimeout(7_000);
      // Nothing comes for longer than a header may take, not even the connection's end.
      assertThatThrownBy(() -> rest(resting)).isInstanceOf(SocketTimeoutException.class);
      resting.getOutputStream().write(WHOLE.getBytes(StandardCharsets.US_ASCII));
      assertThat(head(resting)).startsWith("HTTP/1.1 200 ");
    }
  }

  private static void rest(Socket socket) throws IOException {
    InputStream answer = socket.getInputStream();
    while (answer.read() >= 0) {
      // What is left of the first answer.
    }
  }

  /** The first line of what comes, and what came with it. */
  private static String head(Socket socket) throws IOException {
    byte[] some = new byte[8192];
    int length = socket.getInputStream().read(some);
    return new String(some, 0, Math.max(0, length), StandardCharsets.UTF_8);
  }

  /** Sends a byte now and then, until the server has ended the connection. */
  private static String answerToATrickle(Socket slow, String piece) throws Exception {
    Thread trickle = Thread.ofVirtual().start(() -> trickle(slow, piece));
    String answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    trickle.join();
    return answer;
  }

  private static void trickle(Socket slow, String piece) {
    try {
      for (int i = 0; i < 200; i++) {
        slow.getOutputStream().write(piece.getBytes(StandardCharsets.US_ASCII));
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
          trickleOnce(each);
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

  private static void trickleOnce(Socket slow) {
    try {
      slow.getOutputStream().write('x');
    } catch (IOException e) {
      // The server does not wait for them for ever.
      assertThat(e).isInstanceOf(SocketException.class);
    }
  }
}
