package io.storeweaver.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

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

  static CommandFailed failure(String server, IOException thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return new CommandFailed(
            Exit.UNREACHABLE,
            "No secure connection to %s (%s).".formatted(server, cause.getMessage()),
            "If the server speaks plain HTTP, begin its address with http://",
            "If its certificate is of an authority of your own, name that in JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE");
      }
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return nothing(server, "the host's name is not known");
      }
    }
    return nothing(
        server,
        thrown instanceof ConnectException ? "connection refused" : "" + thrown.getMessage());
  }

  private static CommandFailed nothing(String server, String why) {
    return new CommandFailed(
        Exit.UNREACHABLE,
        "Nothing answers at " + server + " (" + why + ").",
        "Start the server with: weaver server",
        "Or name another one with --server or WEAVER_SERVER.");
  }
}
