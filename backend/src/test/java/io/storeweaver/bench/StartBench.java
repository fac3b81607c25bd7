package io.storeweaver.bench;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the start of the process to its first list of stores: on an empty folder, where PostgreSQL
 * is unpacked and its data are made, and on the same folder again.
 */
final class StartBench {
  private static final int WARM_STARTS = 5;

  @Test
  @Timeout(value = 6, unit = TimeUnit.MINUTES)
  void starts(@TempDir Path folder) throws Exception {
    Figures figures = Figures.of("StartBench");
    measure(figures, folder.resolve("plain"), false);
    if (Server.aotRecorded()) {
      measure(figures, folder.resolve("aot"), true);
    } else {
      figures.say("no AOT cache was recorded (make aot): not measured with one");
    }
  }

  private static void measure(Figures figures, Path data, boolean aot) throws Exception {
    String with = aot ? "with AOT cache" : "without AOT cache";
    figures.say("%s, empty folder: %s", with, once(data, aot));
    for (int i = 0; i < WARM_STARTS; i++) {
      figures.say("%s, same folder again: %s", with, once(data, aot));
    }
  }

  // The CPU time says what a start costs where the machine has other things to do as well.
  private static String once(Path data, boolean aot) throws Exception {
    try (Server server = Server.start(data, Size.settings(Map.of()), aot)) {
      return "%.2f s; %.2f s of CPU"
          .formatted(server.toFirstAnswer().toMillis() / 1000.0, server.proc().cpuSeconds());
    }
  }
}
