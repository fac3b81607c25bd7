package io.storeweaver.sandbox;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Made-up addresses. They repeat only after sixty thousand, and nothing is ever reached through
 * them.
 */
final class Addresses {
  private static final AtomicInteger NEXT = new AtomicInteger(10);
  private static final AtomicInteger NEXT_PORT = new AtomicInteger();
  private static final int FIRST_NODE_PORT = 30_000;
  private static final int NODE_PORTS = 2_768;

  private Addresses() {}

  static String service() {
    return next("10.96.");
  }

  static String pod() {
    return next("10.244.");
  }

  static int nodePort() {
    return FIRST_NODE_PORT + NEXT_PORT.getAndIncrement() % NODE_PORTS;
  }

  private static String next(String prefix) {
    int number = NEXT.getAndIncrement() & 0x7fffffff;
    return prefix + number / 250 % 250 + "." + (number % 250 + 1);
  }
}
