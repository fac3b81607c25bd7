package io.storeweaver.chart;

import com.marcnuri.helm.TemplateCommand;
import com.marcnuri.helm.VersionCommand;
import com.marcnuri.helm.jni.HelmLib;
import com.marcnuri.helm.jni.NativeLibrary;
import com.sun.jna.Native;
import java.net.URL;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Helm's own template engine as a library of this process. Calls block their thread and cannot be
 * interrupted.
 */
final class HelmEngine {
  /** Helm looked at chart and values and said no. */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String sentence, Throwable cause) {
      super(sentence, cause);
    }

    String sentence() {
      return String.valueOf(getMessage());
    }
  }

  private static final String VERSION = "0.0.21";

  // A Go runtime can be neither unloaded nor loaded twice, so the process has one, whoever asks
  // first.
  private static @Nullable HelmEngine loaded;

  private final HelmLib library;
  private final SignalGuard signals;

  private HelmEngine(HelmLib library, SignalGuard signals) {
    this.library = library;
    this.signals = signals;
  }

  static synchronized HelmEngine load(EngineFolder folder) {
    HelmEngine engine = loaded;
    if (engine == null) {
      SignalGuard signals = new SignalGuard();
      NativeLibrary bundled = bundled();
      URL resource = bundled.getClass().getResource("/" + bundled.getBinaryName());
      if (resource == null) {
        throw new IllegalStateException(
            "The artefact lacks Helm's engine, %s; build it again"
                .formatted(bundled.getBinaryName()));
      }
      // Otherwise strings cross in the platform's encoding, which in a container is often plain
      // ASCII.
      System.setProperty("jna.encoding", "UTF-8");
      Path file = folder.library(resource, "helm-" + VERSION, bundled.getBinaryName());
      engine = new HelmEngine(QuietEnvironment.during(() -> started(file)), signals);
      engine.signals.restore();
      loaded = engine;
    }
    return engine;
  }

  // Any call waits until the Go runtime, which starts on a thread of its own, has started.
  private static HelmLib started(Path file) {
    HelmLib library = Native.load(file.toString(), HelmLib.class);
    new VersionCommand(library).call();
    return library;
  }

  /**
   * Renders a packed chart with one values file.
   *
   * @return the manifests as Helm prints them
   * @throws Refusal with Helm's own sentence
   */
  String template(Path chart, String release, String namespace, Path values, String kubeVersion) {
    try {
      TemplateCommand command =
          new TemplateCommand(library, chart)
              .withName(release)
              .withNamespace(namespace)
              .withValuesFile(values);
      if (!kubeVersion.isEmpty()) {
        command.withKubeVersion(kubeVersion);
      }
      String manifests = command.call();
      if (manifests == null) {
        throw new IllegalStateException("Helm's engine stopped without an answer");
      }
      return manifests;
    } catch (IllegalStateException e) {
      throw new Refusal(String.valueOf(e.getMessage()), e);
    } finally {
      signals.restore();
    }
  }

  // Asked for by its own class loader: helm-java's look-up would fetch a missing library from the
  // network.
  private static NativeLibrary bundled() {
    return ServiceLoader.load(NativeLibrary.class, NativeLibrary.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "There is no Helm engine for %s on %s in this artefact; build it on that platform"
                        .formatted(System.getProperty("os.name"), System.getProperty("os.arch"))));
  }
}
