package io.storeweaver.cli;

import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP client has in the place of TLS when it only ever talks plainly. Making it ready for
 * TLS takes longer than all the rest of a command.
 */
final class NoTls extends SSLContext {
  NoTls() {
    super(new Nothing(), null, "none");
  }

  private static final class Nothing extends SSLContextSpi {
    private static UnsupportedOperationException never() {
      return new UnsupportedOperationException("This client was made for a server without TLS.");
    }

    @Override
    protected void engineInit(
        KeyManager @Nullable [] keys,
        TrustManager @Nullable [] trust,
        @Nullable SecureRandom random) {
      throw never();
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      throw never();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      throw never();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      throw never();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      throw never();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      throw never();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      throw never();
    }
  }
}
