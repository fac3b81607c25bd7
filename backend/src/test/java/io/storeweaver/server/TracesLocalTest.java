package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Traces, as a collector gets them. */
@LocalTest
class TracesLocalTest {
  private static final Duration DEADLINE = Duration.ofSeconds(40);
  private static final HexFormat HEX = HexFormat.of();

  private final Browser owner = Browser.somebody();

  @Test
  void everyWriteInTheClusterBelongsToTheTraceOfTheRequestThatAskedForIt() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    String parent = "00f067aa0ba902b7";
    owner
        .post(
            STORES,
            Api.body("Traced", "medusa"),
            "traceparent",
            "00-" + trace + "-" + parent + "-01")
        .expect(202);
    List<Span> spans = await(trace, named("turn").and(with("storeweaver.result", "settled")));
    Span request = one(spans, named("POST /api/v1/stores"));
    assertThat(HEX.formatHex(request.getParentSpanId().toByteArray())).isEqualTo(parent);
    assertThat(request.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    List<Span> turns = spans.stream().filter(named("turn")).toList();
    assertThat(turns).allMatch(turn -> turn.getParentSpanId().equals(request.getSpanId()));
    List<Span> writes = spans.stream().filter(span -> span.getName().startsWith("PATCH ")).toList();
    assertThat(writes).hasSizeGreaterThanOrEqualTo(15);
    assertThat(writes).extracting(Span::getName).anyMatch(n -> n.startsWith("PATCH StatefulSet/"));
    for (Span write : writes) {
      Span action = one(spans, span -> span.getSpanId().equals(write.getParentSpanId()));
      assertThat(action.getName()).isIn("Prepare", "Apply");
      assertThat(turns).anyMatch(turn -> turn.getSpanId().equals(action.getParentSpanId()));
    }
  }

  @Test
  void aCallersWishNotToBeTracedIsKept() {
    String trace = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1";
    String untraced = "00-" + trace + "-00f067aa0ba902b7-00";
    owner.post(STORES, Api.body("Untraced", "medusa"), "traceparent", untraced).expect(202);
    String later = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2";
    owner
        .post(
            STORES,
            Api.body("Traced later", "medusa"),
            "traceparent",
            "00-" + later + "-00f067aa0ba902b7-01")
        .expect(202);
    await(later, named("turn").and(with("storeweaver.result", "settled")));
    assertThat(received(trace)).isEmpty();
  }

  private static List<Span> await(String trace, Predicate<Span> awaited) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (System.nanoTime() < end) {
      List<Span> spans = received(trace);
      if (spans.stream().anyMatch(awaited)) {
        return spans;
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
    throw new AssertionError(
        "not traced in time; there are " + received(trace).stream().map(Span::getName).toList());
  }

  private static List<Span> received(String trace) {
    return TraceReceiver.spans(System.getProperty("weaver.otel-exporter-otlp-endpoint")).stream()
        .filter(span -> HEX.formatHex(span.getTraceId().toByteArray()).equals(trace))
        .toList();
  }

  private static Span one(List<Span> spans, Predicate<Span> which) {
    List<Span> found = spans.stream().filter(which).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static Predicate<Span> named(String name) {
    return span -> span.getName().equals(name);
  }

  private static Predicate<Span> with(String attribute, String value) {
    return span ->
        span.getAttributesList().stream()
            .anyMatch(
                a -> a.getKey().equals(attribute) && a.getValue().getStringValue().equals(value));
  }
}
