package io.storeweaver.chart;

/**
 * The renderer gave no answer, for reasons that lie in neither chart nor values, such as a deadline
 * or a full disk; try again later.
 */
public final class RendererUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RendererUnavailable(String message) {
    super(message);
  }

  RendererUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
