package io.storeweaver.chart;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Keeps the engine from the cluster of whoever started this process. Even to render templates Helm
 * reads the kubeconfig and the storage driver that the environment names, or the kubeconfig of the
 * home folder; its Go runtime copies the environment once, while it starts, and this is what it
 * finds then.
 *
 * <p>Variables are only replaced, never added: the runtime reads the array that the process was
 * started with, and the C library moves to another array as soon as a variable is added.
 */
final class QuietEnvironment {
  private static final Map<String, String> QUIET =
      Map.of(
          "KUBECONFIG", "/dev/null",
          "HELM_DRIVER", "memory",
          "HELM_KUBECONTEXT", "",
          "HELM_KUBEAPISERVER", "",
          "HOME", "/nonexistent");

  private QuietEnvironment() {}

  /**
   * Runs what loads the engine, which must not return before the runtime has started: it starts on
   * a thread of its own.
   */
  static <T> T during(Supplier<T> load) {
    LibC libC = LibC.load().orElse(null);
    if (libC == null) {
      return load.get();
    }
    Map<String, String> before = new HashMap<>();
    QUIET.forEach(
        (name, value) -> {
          String present = libC.getenv(name);
          if (present != null) {
            before.put(name, present);
            libC.setenv(name, value, 1);
          }
        });
    try {
      return load.get();
    } finally {
      before.forEach((name, value) -> libC.setenv(name, value, 1));
    }
  }
}
