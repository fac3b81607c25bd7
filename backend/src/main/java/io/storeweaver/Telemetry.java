package io.storeweaver;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;

/** What the rooms tell of their work: figures and spans. */
public record Telemetry(MeterRegistry meters, Tracer tracer) {

  /** Figures only. */
  public static Telemetry untraced(MeterRegistry meters) {
    return new Telemetry(meters, TracerProvider.noop().get("io.storeweaver"));
  }
}
