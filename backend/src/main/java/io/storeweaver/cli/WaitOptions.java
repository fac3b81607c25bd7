package io.storeweaver.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether, and how long, to wait for the end of what was asked for. */
final class WaitOptions {
  static final String DEFAULT_TIMEOUT = "15m";

  @Option(names = "--wait", description = "Wait for the end, and show how it gets there.")
  private boolean waits;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = DEFAULT_TIMEOUT,
      converter = DurationConverter.class,
      description = "How long to wait at most: 90s, 10m, 1h30m. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ZERO;

  boolean waits() {
    return waits;
  }

  Duration timeout() {
    return timeout;
  }
}
