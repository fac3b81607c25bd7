package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Shows how far a store is while somebody waits for it. */
sealed interface Progress {

  /** The store as it is now; called again and again, also when nothing has changed. */
  void show(JsonNode store, Duration waited);

  /** The connection to the server is lost for the moment. */
  void lost(String why);

  /** Leaves the screen as the next line wants it. */
  void end();

  static Progress of(Console console, Printer printer) {
    if (printer.quiet()) {
      return new Silent();
    }
    return console.errTerminal()
        ? new OneLine(console.err(), printer.colouredErrors())
        : new Lines(console);
  }

  /** What a store does, in the words of the dashboard. */
  static String words(JsonNode store) {
    JsonNode progress = store.path("progress");
    StringBuilder words = new StringBuilder(store.path("status").asText());
    if (progress.path("step").isTextual()) {
      words
          .append(' ')
          .append(progress.path("done").asInt())
          .append('/')
          .append(progress.path("total").asInt())
          .append(' ')
          .append(progress.path("step").asText());
    }
    String message = store.at("/waiting_for/message").asText("");
    return (message.isEmpty() ? words : words.append(": ").append(message)).toString();
  }

  /** For a terminal: one line that is written over. */
  final class OneLine implements Progress {
    private static final String[] FRAMES = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    // Without wrapping, a line that is too long for the window stays one line.
    private static final String REWRITE = "\r\u001b[?7l\u001b[2K";
    private static final String WRAP_AGAIN = "\u001b[?7h";

    private final PrintStream err;
    private final boolean coloured;
    private int frame;

    OneLine(PrintStream err, boolean coloured) {
      this.err = err;
      this.coloured = coloured;
    }

    @Override
    public void show(JsonNode store, Duration waited) {
      String spinner = FRAMES[frame++ % FRAMES.length];
      String text = DisplayWidth.printable(store.path("id").asText() + "  " + words(store));
      String time = "  " + Times.shortly(waited);
      write(
          coloured
              ? Style.BUSY.on(spinner) + " " + text + Style.DIM.on(time)
              : spinner + " " + text + time);
    }

    @Override
    public void lost(String why) {
      write(DisplayWidth.printable("… " + why + "; trying again"));
    }

    private void write(String line) {
      err.print(REWRITE + line + WRAP_AGAIN);
      err.flush();
    }

    @Override
    public void end() {
      err.print("\r\u001b[2K" + WRAP_AGAIN);
      err.flush();
    }
  }

  /** For a pipe: a line for each change. */
  final class Lines implements Progress {
    private final Console console;
    private String last = "";

    Lines(Console console) {
      this.console = console;
    }

    @Override
    public void show(JsonNode store, Duration waited) {
      say(store.path("id").asText() + "  " + words(store));
    }

    @Override
    public void lost(String why) {
      say("The connection is lost (" + why + "); trying again");
    }

    private void say(String words) {
      if (!words.equals(last)) {
        last = words;
        Instant now = console.clock().instant();
        LocalTime time =
            LocalTime.ofInstant(now, ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
        console.err().printf("%tT  %s%n", time, DisplayWidth.printable(words));
        console.err().flush();
      }
    }

    @Override
    public void end() {}
  }

  /** For whoever wants the answer only. */
  final class Silent implements Progress {
    @Override
    public void show(JsonNode store, Duration waited) {}

    @Override
    public void lost(String why) {}

    @Override
    public void end() {}
  }
}
