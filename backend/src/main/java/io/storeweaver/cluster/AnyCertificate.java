package io.storeweaver.cluster;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * TLS to a server whose certificate does not matter: only whether a request is routed is asked, no
 * secret is sent, and a shop's certificate is often issued minutes after the shop is up.
 */
final class AnyCertificate implements X509TrustManager {
  private static final SSLContext CONTEXT = context();

  private AnyCertificate() {}

  /** A handshake over a connected socket, for that server name. */
  static Socket over(Socket socket, String host) throws IOException {
    SSLSocket secure =
        (SSLSocket)
            CONTEXT
                .getSocketFactory()
                .createSocket(socket, host, socket.getPort(), /* autoClose= */ true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName(host)));
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  private static SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new AnyCertificate()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has TLS", e);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType) {}

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
