package io.storeweaver;

import java.util.Locale;
import org.jboss.logging.MDC;

/**
 * What a line of the log is about, besides its words: fields of every line with LOG_FORMAT=json.
 */
public enum LogField {
  REQUEST_ID,
  STORE,
  NAMESPACE,
  ACTION,
  ATTEMPT;

  private String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Lines of this thread, or of this request, are about this from now on. */
  public void set(Object value) {
    MDC.put(key(), value.toString());
  }

  /** Lines are about no such thing any more. */
  public void clear() {
    MDC.remove(key());
  }
}
