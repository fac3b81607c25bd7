package io.storeweaver.server;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.storeweaver.WeaverConfig;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * Sends traces to a collector by OTLP over HTTP, where one is set. Otherwise nothing of the SDK is
 * even loaded.
 */
final class Tracing implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 5;

  private final Runnable end;
  private final Tracer tracer;

  private Tracing(Runnable end, TracerProvider tracers) {
    this.end = end;
    this.tracer = tracers.get("io.storeweaver");
  }

  static Tracing of(WeaverConfig config) {
    return config
        .observability()
        .traceEndpoint()
        .map(endpoint -> Sending.to(endpoint, config.observability().traceShare()))
        .orElseGet(() -> new Tracing(() -> {}, TracerProvider.noop()));
  }

  Tracer tracer() {
    return tracer;
  }

  @Override
  public void close() {
    end.run();
  }

  /** A class of its own, so that the SDK is loaded by whoever needs it only. */
  private static final class Sending {
    static Tracing to(URI endpoint, double share) {
      OtlpHttpSpanExporter exporter =
          OtlpHttpSpanExporter.builder()
              .setEndpoint(endpoint + "/v1/traces")
              .setTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .build();
      SdkTracerProvider provider =
          SdkTracerProvider.builder()
              .setResource(
                  Resource.getDefault()
                      .merge(
                          Resource.create(
                              Attributes.builder().put("service.name", "storeweaver").build())))
              .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(share)))
              .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
              .build();
      return new Tracing(
          () -> provider.shutdown().join(PATIENCE_SECONDS, TimeUnit.SECONDS), provider);
    }
  }
}
