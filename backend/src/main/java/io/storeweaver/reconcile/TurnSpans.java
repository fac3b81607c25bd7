package io.storeweaver.reconcile;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.storeweaver.Redaction;
import io.storeweaver.TraceParent;
import io.storeweaver.store.Claim;
import io.storeweaver.store.Store;
import java.util.function.Supplier;

/** Turns and their actions as spans of a trace. */
record TurnSpans(Tracer tracer) {
  /**
   * A turn's. What is done for a change belongs to the trace of whoever asked for it. A settled
   * store's turns belong to nobody.
   */
  Span begin(Claim claim) {
    Store store = claim.store();
    boolean asked =
        switch (store.shown()) {
          case PENDING, PROVISIONING, UPDATING, DELETING -> true;
          case READY, DEGRADED, SUSPENDED, FAILED, DELETED -> false;
        };
    return tracer
        .spanBuilder("turn")
        .setParent(TraceParent.context(asked ? claim.traceparent() : null))
        .setAttribute("storeweaver.store", store.id())
        .setAttribute("storeweaver.namespace", store.namespace())
        .setAttribute("storeweaver.engine", store.engine().id())
        .setAttribute("storeweaver.attempt", store.status().attempts() + 1L)
        .startSpan();
  }

  /** Acts within a span of the action's own. */
  <T> T of(Action action, Supplier<T> act) {
    Span span = tracer.spanBuilder(action.getClass().getSimpleName()).startSpan();
    try (Scope _ = span.makeCurrent()) {
      return act.get();
    } catch (RuntimeException e) {
      span.setStatus(StatusCode.ERROR, Redaction.of(String.valueOf(e.getMessage())));
      throw e;
    } finally {
      span.end();
    }
  }
}
