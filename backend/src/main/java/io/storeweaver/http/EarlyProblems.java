package io.storeweaver.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpResponseStatus;
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

  /**
   * The whole of an HTTP/1.1 answer on a connection where no request could be read, so that there
   * is nothing which could be answered otherwise.
   */
  public static byte[] withoutARequest(Reason reason, String detail) {
    String id = RequestId.usable(null);
    String body = RefusalForm.PROBLEM.body(reason, detail, List.of(), null, id);
    String head =
        """
        HTTP/1.1 %d %s
        Content-Type: %s
        Content-Length: %d
        %s: %s
        Connection: close

        """
            .formatted(
                reason.httpStatus(),
                HttpResponseStatus.valueOf(reason.httpStatus()).reasonPhrase(),
                RefusalForm.PROBLEM.mediaType(),
                body.getBytes(UTF_8).length,
                RequestId.HEADER,
                id)
            .replace("\n", "\r\n");
    return (head + body).getBytes(UTF_8);
  }
}
