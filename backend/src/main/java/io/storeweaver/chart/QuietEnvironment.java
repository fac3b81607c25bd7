package io.storeweaver.chart;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the engine from the cluster of whoever started this process. Even to render templates Helm
 * reads the kubeconfig and the storage driver that the environment names; its Go runtime copies the
 * environment once, when it is loaded, and this is what it finds then.
 */
final class QuietEnvironment {
  private static final Map<String, String> QUIET =
      Map.of("KUBECONFIG", "/dev/null", "HELM_DRIVER", "memory");

  private QuietEnvironment() {}

  static <T> T during(Supplier<T> load) {
    LibC libC = LibC.load().orElse(null);
    if (libC == null) {
      return load.get();
    }
    Map<String, @Nullable String> before = new HashMap<>();
    QUIET.forEach(
        (name, value) -> {
          before.put(name, libC.getenv(name));
          libC.setenv(name, value, 1);
        });
    try {
      return load.get();
    } finally {
      before.forEach((name, value) -> restore(libC, name, value));
    }
  }

  private static void restore(LibC libC, String name, @Nullable String value) {
    if (value == null) {
      libC.unsetenv(name);
    } else {
      libC.setenv(name, value, 1);
    }
  }
}
