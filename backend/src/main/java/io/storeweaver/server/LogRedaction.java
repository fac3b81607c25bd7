package io.storeweaver.server;

import io.quarkus.logging.LoggingFilter;
import io.storeweaver.Redaction;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/** Lets every line of the log through, without the secrets that somebody put into it. */
@LoggingFilter(name = "redaction")
public final class LogRedaction implements Filter {
  private static final ExtFormatter WORDS =
      new ExtFormatter() {
        @Override
        public String format(ExtLogRecord line) {
          return formatMessage(line);
        }
      };

  @Override
  public boolean isLoggable(LogRecord record) {
    if (record instanceof ExtLogRecord line) {
      redact(line);
    }
    return true;
  }

  private static void redact(ExtLogRecord line) {
    String said = String.valueOf(WORDS.formatMessage(line));
    String clean = Redaction.of(said);
    if (!clean.equals(said)) {
      line.setMessage(clean, ExtLogRecord.FormatStyle.NO_FORMAT);
    }
    Throwable thrown = line.getThrown();
    if (thrown != null && tellsSecret(thrown)) {
      line.setThrown(Redacted.of(thrown));
    }
  }

  private static boolean tellsSecret(@Nullable Throwable thrown) {
    return thrown != null
        && (!Redaction.of(thrown.toString()).equals(thrown.toString())
            || tellsSecret(thrown.getCause()));
  }

  /** Stands for an exception whose message, or whose cause's, told a secret. */
  private static final class Redacted extends Exception {
    private static final long serialVersionUID = 1L;

    private Redacted(String said, @Nullable Throwable cause) {
      super(said, cause, false, true);
    }

    static Throwable of(Throwable thrown) {
      Throwable cause = thrown.getCause();
      Redacted redacted =
          new Redacted(Redaction.of(thrown.toString()), cause == null ? null : of(cause));
      redacted.setStackTrace(thrown.getStackTrace());
      return redacted;
    }
  }
}
