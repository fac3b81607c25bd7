package io.storeweaver;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the platform tells of its work.
 *
 * @param logsJson whether the log is written for programs
 * @param metricsToken what a reader of the figures must send; nothing where only this machine may
 * @param traceEndpoint where traces are sent; nothing where none are made
 * @param traceShare share of the requests that are traced
 */
public record ObservabilityConfig(
    String logLevel,
    boolean logsJson,
    Optional<String> metricsToken,
    Optional<URI> traceEndpoint,
    double traceShare) {
  private static final Pattern TOKEN = Pattern.compile("[!-~]{16,}");

  static ObservabilityConfig of(Settings settings) {
    return new ObservabilityConfig(
        settings.oneOf(Setting.LOG_LEVEL, "ERROR", "WARN", "INFO", "DEBUG"),
        settings.oneOf(Setting.LOG_FORMAT, "text", "json").equals("json"),
        settings.optional(Setting.METRICS_TOKEN).map(ObservabilityConfig::token),
        settings.endpoint(Setting.OTEL_EXPORTER_OTLP_ENDPOINT),
        settings.real(Setting.OTEL_TRACES_SAMPLER_ARG, 1));
  }

  private static String token(String given) {
    if (!TOKEN.matcher(given).matches()) {
      throw InvalidSetting.ofSecret(
          Setting.METRICS_TOKEN, Setting.METRICS_TOKEN.range() + ", without spaces");
    }
    return given;
  }
}
