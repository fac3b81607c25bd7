package io.storeweaver.http;

import io.storeweaver.Reason;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Refuses a request before any resource sees it, in the same form as later refusals. */
public final class EarlyProblems {
  private EarlyProblems() {}

  /** Ends the request with a problem. */
  public static void answer(RoutingContext request, Reason reason, String detail) {
    RefusalForm form = RefusalForm.at(request.normalizedPath());
    String id = RequestId.usable(request.request().getHeader(RequestId.HEADER));
    request
        .response()
        .setStatusCode(form.status(reason))
        .putHeader("Content-Type", form.mediaType())
        // What is left of the request is not read.
        .putHeader("Connection", "close")
        .putHeader(RequestId.HEADER, id)
        .end(form.body(reason, detail, List.of(), null, id))
        .onComplete(answered -> request.request().connection().close());
  }
}
