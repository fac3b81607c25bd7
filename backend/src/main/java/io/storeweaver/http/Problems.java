package io.storeweaver.http;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Turns everything that can go wrong in a request into problem details. Nothing of the inside, such
 * as a stack trace, ever leaves.
 */
public final class Problems {
  private static final Logger LOG = Logger.getLogger(Problems.class);
  private static final Duration DATABASE_PAUSE = Duration.ofSeconds(2);

  private final Routes routes;

  public Problems(Routes routes) {
    this.routes = routes;
  }

  @ServerExceptionMapper
  public Response rejected(Rejected refusal, ContainerRequestContext request) {
    return answer(
        refusal.reason(),
        String.valueOf(refusal.getMessage()),
        refusal.errors(),
        refusal.retryAfter(),
        request);
  }

  @ServerExceptionMapper
  public Response refusedByFramework(
      WebApplicationException refusal, ContainerRequestContext request) {
    int status = refusal.getResponse().getStatus();
    String path = request.getUriInfo().getPath();
    // The framework looks for the method among a part of the resources, and finds nothing.
    if (status == 405 || (status == 404 && routes.knowsButNot(request.getMethod(), path))) {
      return notAllowed(path, request);
    }
    return switch (status) {
      case 404 ->
          answer(
              Reason.NOT_FOUND,
              "There is nothing at " + path + "; /openapi lists what there is.",
              List.of(),
              null,
              request);
      case 406 ->
          answer(
              Reason.NOT_ACCEPTABLE,
              "This answer is only to be had as JSON (or as text/event-stream for streams).",
              List.of(),
              null,
              request);
      case 413 ->
          answer(
              Reason.BODY_TOO_LARGE,
              "The body must not be larger than " + Bodies.MOST_BYTES + " bytes.",
              List.of(),
              null,
              request);
      case 415 ->
          answer(
              Reason.UNSUPPORTED_MEDIA_TYPE,
              "Send the body as application/json.",
              List.of(),
              null,
              request);
      default ->
          status >= 500
              ? unexpected(refusal, request)
              : answer(
                  Reason.VALIDATION_FAILED,
                  "The request cannot be read: " + refusal.getMessage(),
                  List.of(),
                  null,
                  request);
    };
  }

  private Response notAllowed(String path, ContainerRequestContext request) {
    String allow = routes.allow(path);
    Response problem =
        answer(
            Reason.METHOD_NOT_ALLOWED,
            request.getMethod() + " is not possible at " + path + "; possible are " + allow + ".",
            List.of(),
            null,
            request);
    problem.getHeaders().putSingle(HttpHeaders.ALLOW, allow);
    return problem;
  }

  @ServerExceptionMapper
  public Response unexpected(Throwable thrown, ContainerRequestContext request) {
    if (clientGone(thrown) || closed(request)) {
      LOG.debugf("request=%s was over when this failed: %s", RequestId.of(request), thrown);
      return answer(
          Reason.REQUEST_TIMEOUT,
          "The connection ended before the request did.",
          List.of(),
          null,
          request);
    }
    if (databaseAway(thrown)) {
      LOG.warnf(
          "request=%s the database does not answer: %s",
          RequestId.of(request), thrown.getMessage());
      return answer(
          Reason.DATABASE_UNAVAILABLE,
          "The platform's database does not answer at the moment; nothing was changed. Try again shortly.",
          List.of(),
          DATABASE_PAUSE,
          request);
    }
    LOG.errorf(
        thrown,
        "request=%s %s %s failed",
        RequestId.of(request),
        request.getMethod(),
        request.getUriInfo().getPath());
    return answer(
        Reason.INTERNAL_ERROR,
        "The request could not be completed. Tell the operator the request id "
            + RequestId.of(request)
            + ".",
        List.of(),
        null,
        request);
  }

  // Nobody is there to be told, and nothing is wrong: whoever asked has gone, or was cut off as too
  // slow.
  private static boolean closed(ContainerRequestContext request) {
    return request instanceof ResteasyReactiveContainerRequestContext framework
        && framework.getServerRequestContext().serverResponse().closed();
  }

  private static boolean clientGone(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpClosedException) {
        return true;
      }
    }
    return false;
  }

  // SQLSTATE class 08 is a lost connection, 57P0x a server that goes down, 53 one without room.
  private static boolean databaseAway(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof java.sql.SQLTransientConnectionException) {
        return true;
      }
      if (cause instanceof SQLException sql
          && sql.getSQLState() != null
          && sql.getSQLState().matches("08...|57P..|53...")) {
        return true;
      }
    }
    return false;
  }

  private static Response answer(
      Reason reason,
      String detail,
      List<Rejected.FieldError> errors,
      @Nullable Duration retryAfter,
      ContainerRequestContext request) {
    RefusalForm form = RefusalForm.at(request.getUriInfo().getPath());
    Response.ResponseBuilder response =
        Response.status(form.status(reason))
            .type(form.mediaType())
            // The filter that does this otherwise is not asked when a stream cannot begin.
            .header(RequestId.HEADER, RequestId.of(request))
            .entity(form.body(reason, detail, errors, retryAfter, RequestId.of(request)));
    if (reason.httpStatus() == 401) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Store Weaver\"");
    }
    if (retryAfter != null) {
      response.header(HttpHeaders.RETRY_AFTER, retryAfter.toSeconds());
    }
    return response.build();
  }
}
