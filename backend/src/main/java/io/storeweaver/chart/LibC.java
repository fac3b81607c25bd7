package io.storeweaver.chart;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The few calls of the C library without which a Go runtime cannot be a good guest of a JVM. */
interface LibC extends Library {
  int sigaction(int signal, @Nullable Pointer replacement, @Nullable Pointer current);

  @Nullable String getenv(String name);

  int setenv(String name, String value, int overwrite);

  /** Empty on Windows, which has neither these signals nor these calls. */
  static Optional<LibC> load() {
    return Platform.isWindows()
        ? Optional.empty()
        : Optional.of(Native.load(Platform.C_LIBRARY_NAME, LibC.class));
  }
}
