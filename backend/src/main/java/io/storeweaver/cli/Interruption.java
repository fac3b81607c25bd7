package io.storeweaver.cli;

/**
 * What is said when somebody presses Ctrl-C while the command waits: the work is the server's, and
 * it goes on.
 */
final class Interruption implements AutoCloseable {
  private final Thread farewell;

  Interruption(Progress progress, Printer printer, String id) {
    this(
        () -> {
          progress.end();
          printer.error(
              "Not waiting any more. The work on "
                  + id
                  + " goes on; follow it with: weaver stores watch "
                  + id);
        });
  }

  private Interruption(Runnable words) {
    farewell = new Thread(words, "farewell");
    Runtime.getRuntime().addShutdownHook(farewell);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(farewell);
    } catch (IllegalStateException e) {
      // The process ends already, and the words are being said.
    }
  }
}
