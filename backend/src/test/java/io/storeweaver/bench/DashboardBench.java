package io.storeweaver.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeweaver.server.PostgresServer;
import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What somebody who looks at the dashboard waits for, in a real browser with very many stores. */
final class DashboardBench {
  private static final File FRONTEND = Path.of("..", "frontend").toFile();
  private static final String FIGURE = "figure: ";

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void looks(@TempDir Path folder) throws Exception {
    Figures figures = Figures.of("DashboardBench");
    int rows = Size.of("rows", 10_000);
    try (PostgresServer postgres =
            PostgresServer.start(folder.resolve("database"), Duration.ofSeconds(60));
        Server server = Server.start(folder.resolve("data"), LongList.settings(postgres))) {
      LongList.of(postgres).fill(0, rows);
      figures.say("%d stores of one owner", rows);
      measure(figures, server.api().root());
    }
  }

  private static void measure(Figures figures, String server) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("e2e/measure").directory(FRONTEND);
    builder.environment().put("WEAVER_URL", server);
    builder.environment().put("WEAVER_OWNER", LongList.OWNER);
    Process browser = builder.redirectErrorStream(true).start();
    try (BufferedReader lines = browser.inputReader()) {
      lines
          .lines()
          .filter(line -> line.startsWith(FIGURE))
          .forEach(line -> figures.say("%s", line.substring(FIGURE.length())));
    }
    assertThat(browser.waitFor()).as("e2e/measure").isZero();
  }
}
