package io.storeweaver.chart;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Renders charts with Helm's own engine inside this process, on a few platform threads of its own:
 * the engine would hold a virtual thread's carrier for as long as it works. Results are kept,
 * because every call of the engine leaves a little native memory behind.
 */
public final class Renderer implements AutoCloseable {
  private static final Pattern CONTROLS =
      Pattern.compile("[\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]");
  private static final long USABLE_WITHIN_SECONDS = 2;
  private static final Duration CLOSING = Duration.ofSeconds(3);

  /**
   * How a renderer works.
   *
   * @param cacheFolder where the engine is unpacked (about 100 MB, kept between runs)
   * @param threads how many charts are rendered at a time
   * @param deadline how long one call may take, waiting for a thread included
   * @param keptResults how many rendered charts are kept for the same input
   * @param kubeVersion the Kubernetes version that charts are told, e.g. {@code 1.35.0}; empty for
   *     the engine's own
   */
  public record Settings(
      Path cacheFolder, int threads, Duration deadline, int keptResults, String kubeVersion) {
    public Settings {
      if (threads < 1 || keptResults < 0 || !deadline.isPositive()) {
        throw new IllegalArgumentException(
            "A renderer needs threads >= 1, keptResults >= 0 and a positive deadline; got %d, %d, %s"
                .formatted(threads, keptResults, deadline));
      }
    }

    /** Two threads, 20 s, 64 kept results, charts are told Kubernetes 1.35. */
    public static Settings of(Path cacheFolder) {
      return new Settings(cacheFolder, 2, Duration.ofSeconds(20), 64, "1.35.0");
    }
  }

  private final Settings settings;
  private final EngineFolder folder;
  private final ExecutorService threads;
  private final Map<String, RenderedChart> kept;

  /**
   * Opens the cache folder and removes what killed processes left in it; the engine is loaded by
   * the first call or {@link #preload()}.
   */
  public Renderer(Settings settings) {
    this.settings = settings;
    this.folder = new EngineFolder(settings.cacheFolder());
    this.threads =
        Executors.newFixedThreadPool(
            settings.threads(), Thread.ofPlatform().daemon().name("helm-", 1).factory());
    this.kept = new Lru(settings.keptResults());
  }

  /**
   * Loads the engine in the background, so that the first render does not wait for it; the result
   * fails if it cannot be loaded.
   */
  public Future<?> preload() {
    return submit(() -> HelmEngine.load(folder));
  }

  /** True where the engine is loaded, or can be within a moment. */
  public boolean usable() {
    try {
      preload().get(USABLE_WITHIN_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  /**
   * What a render depends on, as one digest; comparing digests spares a render.
   *
   * @throws RenderFailed if a values file is not in the chart
   */
  public String inputDigest(
      ChartArchive chart,
      String releaseName,
      String namespace,
      Map<String, Object> values,
      List<String> valuesFiles) {
    return digest(chart, releaseName, namespace, ValuesMerge.config(chart, valuesFiles, values));
  }

  /**
   * Renders a chart for a release.
   *
   * @param values passed to Helm as data, over the values files
   * @param valuesFiles files of the chart that are put over its defaults, e.g. {@code
   *     values-local.yaml}, the last one wins
   * @throws RenderFailed if chart and values do not fit; trying again does not help
   * @throws RendererUnavailable if there was no answer, e.g. within the deadline; trying again may
   *     help
   */
  public RenderedChart render(
      ChartArchive chart,
      String releaseName,
      String namespace,
      Map<String, Object> values,
      List<String> valuesFiles) {
    Map<String, Object> config = ValuesMerge.config(chart, valuesFiles, values);
    String digest = digest(chart, releaseName, namespace, config);
    RenderedChart known = keptResult(digest);
    if (known != null) {
      return known;
    }
    String output = await(chart, submit(() -> template(chart, releaseName, namespace, config)));
    RenderedText text = new RenderedText(chart, output);
    RenderedChart rendered =
        new RenderedChart(
            chart,
            releaseName,
            namespace,
            digest,
            config,
            text.objects(),
            text.hooks(),
            text.manifest(),
            text.notes());
    synchronized (kept) {
      kept.put(digest, rendered);
    }
    return rendered;
  }

  /**
   * Stops taking work, waits 3 s for running calls, and removes the working files; the engine
   * itself stays loaded.
   */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    folder.close();
  }

  private String template(
      ChartArchive chart, String releaseName, String namespace, Map<String, Object> config) {
    HelmEngine engine = HelmEngine.load(folder);
    String chartFile = chart.digest().substring("sha256:".length()) + ".tgz";
    Path packed =
        folder.holds(chartFile)
            ? folder.path(chartFile)
            : folder.write(chartFile, EngineChart.tgz(chart));
    Path values =
        folder.write(
            "values-" + UUID.randomUUID() + ".json",
            yamlSafe(Yaml.json(config)).getBytes(StandardCharsets.UTF_8));
    try {
      return engine.template(packed, releaseName, namespace, values, settings.kubeVersion());
    } finally {
      folder.remove(values);
    }
  }

  private <T> Future<T> submit(Callable<T> work) {
    try {
      return threads.submit(work);
    } catch (RejectedExecutionException e) {
      throw new RendererUnavailable("The renderer is closed because the process ends", e);
    }
  }

  private String await(ChartArchive chart, Future<String> answer) {
    try {
      return answer.get(settings.deadline().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof HelmEngine.Refusal refusal) {
        throw new RenderFailed(HelmSentence.shorten(chart, refusal.sentence()), refusal);
      }
      throw new RendererUnavailable(
          "Chart %s was not rendered: %s; it will be tried again".formatted(chart, e.getCause()),
          e);
    } catch (TimeoutException e) {
      answer.cancel(false);
      throw new RendererUnavailable(
          "Chart %s was not rendered within %d ms; it will be tried again"
              .formatted(chart, settings.deadline().toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer.cancel(false);
      throw new RendererUnavailable(
          "Rendering chart %s was interrupted; it will be tried again".formatted(chart));
    }
  }

  private String digest(
      ChartArchive chart, String releaseName, String namespace, Map<String, Object> config) {
    return Digest.ofTexts(
        chart.digest(), releaseName, namespace, settings.kubeVersion(), Yaml.json(config));
  }

  private @Nullable RenderedChart keptResult(String digest) {
    synchronized (kept) {
      return kept.get(digest);
    }
  }

  // JSON is YAML but for some control characters, which YAML takes only as escapes; in JSON they
  // can only stand inside of strings.
  private static String yamlSafe(String json) {
    return CONTROLS
        .matcher(json)
        .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
  }

  private static final class Lru extends LinkedHashMap<String, RenderedChart> {
    private static final long serialVersionUID = 1L;
    private final int limit;

    Lru(int limit) {
      super(16, 0.75f, true);
      this.limit = limit;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, RenderedChart> eldest) {
      return size() > limit;
    }
  }
}
