package io.storeweaver.chart;

/**
 * Something offered as a chart cannot be one; the message says what, where, and what would help.
 */
public final class BadChart extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadChart(String message) {
    super(message);
  }

  BadChart(String message, Throwable cause) {
    super(message, cause);
  }
}
