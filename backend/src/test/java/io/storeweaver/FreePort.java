package io.storeweaver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a server that starts later. It is none of those that the system itself hands out
 * (ip(7), ip_local_port_range), of which any could be somebody's by then.
 */
public final class FreePort {
  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 30_000;
  private static final int ATTEMPTS = 100;

  private FreePort() {}

  public static int find() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Somebody has it: the next one.
      }
    }
    throw new IllegalStateException("every port that was tried is somebody's");
  }
}
