package io.storeweaver.chart;

import com.sun.jna.Memory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the process stoppable. Helm's engine brings a Go runtime that takes SIGTERM, SIGINT, SIGHUP
 * and SIGQUIT for itself during its first call and then drops them, so that the JVM would never run
 * its shutdown hooks; the guard remembers who handled them and puts that back.
 */
final class SignalGuard {
  private static final int HANGUP = 1;
  private static final int INTERRUPT = 2;
  private static final int QUIT = 3;
  private static final int TERMINATE = 15;
  // struct sigaction is opaque here: it is read and written back whole, and no platform's is larger
  // than this.
  private static final int SIGACTION_BYTES = 512;

  private final @Nullable LibC libC;
  private final Map<Integer, Memory> remembered = new LinkedHashMap<>();

  /** Remembers the present handlers; to be called before the engine is loaded. */
  SignalGuard() {
    libC = LibC.load().orElse(null);
    if (libC != null) {
      for (int signal : new int[] {HANGUP, INTERRUPT, QUIT, TERMINATE}) {
        remembered.put(signal, current(libC, signal));
      }
    }
  }

  /**
   * Puts the remembered handlers back where they were replaced; cheap enough to follow every call
   * of the engine.
   */
  synchronized void restore() {
    if (libC == null) {
      return;
    }
    for (Map.Entry<Integer, Memory> handler : remembered.entrySet()) {
      byte[] before = handler.getValue().getByteArray(0, SIGACTION_BYTES);
      byte[] now = current(libC, handler.getKey()).getByteArray(0, SIGACTION_BYTES);
      if (!Arrays.equals(before, now)
          && libC.sigaction(handler.getKey(), handler.getValue(), null) != 0) {
        throw new IllegalStateException(
            "The handler of signal %d could not be put back after Helm's engine took it"
                .formatted(handler.getKey()));
      }
    }
  }

  private static Memory current(LibC libC, int signal) {
    Memory memory = new Memory(SIGACTION_BYTES);
    memory.clear();
    if (libC.sigaction(signal, null, memory) != 0) {
      throw new IllegalStateException(
          "The handler of signal %d could not be read".formatted(signal));
    }
    return memory;
  }
}
