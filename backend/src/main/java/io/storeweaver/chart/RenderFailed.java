package io.storeweaver.chart;

/**
 * The chart and the values do not give manifests, and would not on another try; the message is
 * Helm's reason in one line.
 */
public final class RenderFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RenderFailed(String message) {
    super(message);
  }

  RenderFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
