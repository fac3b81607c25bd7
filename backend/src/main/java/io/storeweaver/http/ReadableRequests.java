package io.storeweaver.http;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses what cannot be read with certainty: addresses with a zero byte, which no text column can
 * hold, and bodies that do not say what they are, which a foreign page can make a browser send.
 */
public final class ReadableRequests {

  @ServerRequestFilter(preMatching = true, priority = 2)
  public void check(ContainerRequestContext request) {
    URI uri = request.getUriInfo().getRequestUri();
    if (holdsZero(uri.getRawPath())) {
      throw new Rejected(Reason.NOT_FOUND, "There is nothing whose name holds a zero byte.");
    }
    if (uri.getRawQuery() != null && holdsZero(uri.getRawQuery())) {
      throw new Rejected(
          Reason.VALIDATION_FAILED, "A query parameter holds a zero byte; leave it out.");
    }
    if (hasBody(request) && request.getHeaderString(HttpHeaders.CONTENT_TYPE) == null) {
      throw new Rejected(Reason.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json.");
    }
  }

  private static boolean hasBody(ContainerRequestContext request) {
    String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    return request.getHeaderString("Transfer-Encoding") != null
        || (length != null && !length.equals("0"));
  }

  private static boolean holdsZero(String raw) {
    return raw.contains("%00") || raw.indexOf(0) >= 0;
  }
}
