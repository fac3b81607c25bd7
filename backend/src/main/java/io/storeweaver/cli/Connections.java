package io.storeweaver.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Makes the HTTP client, and says in words why one could not connect. */
final class Connections {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private Connections() {}

  static HttpClient to(String server) {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // A redirect could carry the token to somebody else.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT);
    return server.startsWith("https:")
        ? client.build()
        : client.sslContext(new NoTls()).sslParameters(new SSLParameters()).build();
  }

  static String cause(IOException thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      @Nullable String words =
          switch (cause) {
            case UnresolvedAddressException _ -> "the host's name is not known";
            case UnknownHostException _ -> "the host's name is not known";
            case SSLException tls -> "TLS: " + tls.getMessage();
            default -> null;
          };
      if (words != null) {
        return words;
      }
    }
    return thrown instanceof ConnectException ? "connection refused" : "" + thrown.getMessage();
  }
}
