package io.storeweaver.server;

/**
 * The database cannot be had. The message is a sentence for the operator: what, where, and what to
 * do.
 */
public final class DatabaseUnavailable extends RuntimeException {
  DatabaseUnavailable(String sentence) {
    super(sentence);
  }

  DatabaseUnavailable(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
