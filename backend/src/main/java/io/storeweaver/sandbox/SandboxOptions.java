package io.storeweaver.sandbox;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a sandbox is to run.
 *
 * @param port the loopback port; 0 lets the system choose one
 * @param pace how fast its world moves: 1 for believable times (a store of five pods is Ready after
 *     two or three seconds), 0 for as fast as possible
 * @param directory where its objects are kept, so that they are still there after a restart; null
 *     keeps them in memory only
 */
public record SandboxOptions(int port, double pace, @Nullable Path directory) {
  public SandboxOptions {
    if (port < 0 || port > 65_535 || pace < 0 || pace > 100) {
      throw new IllegalArgumentException(
          "a sandbox needs a port from 0 to 65535 and a pace from 0 to 100, not "
              + port
              + " and "
              + pace);
    }
  }

  /** For tests: any port, no delays, nothing kept. */
  public static SandboxOptions fast() {
    return new SandboxOptions(0, 0, null);
  }
}
