package io.storeweaver.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds out where requests come from. */
public final class Origins {
  private final TrustedProxies proxies;

  public Origins(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  /** Where a request comes from that came by this connection. */
  public Origin of(ContainerRequestContext request, HttpServerRequest connection) {
    InetAddress peer = InetAddress.ofLiteral(connection.remoteAddress().hostAddress());
    List<String> forwarded =
        Objects.requireNonNullElse(request.getHeaders().get("X-Forwarded-For"), List.of());
    return new Origin(
        proxies.client(peer, forwarded).getHostAddress(),
        RequestId.of(request),
        secure(request, peer),
        RequestTrace.of(request));
  }

  private boolean secure(ContainerRequestContext request, InetAddress peer) {
    @Nullable String forwarded = request.getHeaderString("X-Forwarded-Proto");
    return "https".equals(request.getUriInfo().getRequestUri().getScheme())
        || ("https".equalsIgnoreCase(forwarded) && proxies.trusted(peer));
  }
}
