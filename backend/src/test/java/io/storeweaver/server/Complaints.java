package io.storeweaver.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the server under test logs as an error, while somebody listens. */
final class Complaints extends Handler implements AutoCloseable {
  private final List<String> heard = new CopyOnWriteArrayList<>();

  private Complaints() {}

  static Complaints listen() {
    Complaints complaints = new Complaints();
    Logger.getLogger("").addHandler(complaints);
    return complaints;
  }

  List<String> heard() {
    return heard;
  }

  @Override
  public void publish(LogRecord entry) {
    if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
      heard.add(entry.getLoggerName() + ": " + entry.getMessage() + " " + entry.getThrown());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(this);
  }
}
