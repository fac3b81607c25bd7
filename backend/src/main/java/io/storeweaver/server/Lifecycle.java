package io.storeweaver.server;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.storeweaver.AccountsConfig.AuthMode;
import io.storeweaver.WeaverConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Says at start what runs where, and takes the platform apart when the process stops. */
@ApplicationScoped
public class Lifecycle {
  private static final Logger LOG = Logger.getLogger("io.storeweaver");

  private final Platform platform;
  private final String version;

  Lifecycle(
      Platform platform,
      @ConfigProperty(name = "quarkus.application.version", defaultValue = "?") String version) {
    this.platform = platform;
    this.version = version;
  }

  void started(@Observes StartupEvent event) {
    StoreWeaver.handOver();
    WeaverConfig config = platform.config();
    String url =
        "http://"
            + (config.server().host().equals("127.0.0.1") ? "localhost" : config.server().host())
            + ":"
            + config.server().port();
    LOG.info(
        """

            Store Weaver %s
              Dashboard and API  %s   (API at %s/api/v1, contract at %s/openapi)
              Cluster            %s
              Database           %s
              Callers            %s
              Stop               Ctrl-C
        """
            .formatted(
                version,
                url,
                url,
                url,
                platform.cluster().description(),
                config.database().url().isPresent()
                    ? "external (DATABASE_URL)"
                    : "embedded PostgreSQL in " + config.server().dataDirectory(),
                switch (config.accounts().mode()) {
                  case DEMO -> "demo mode: the header X-User-Id names the caller";
                  case LOCAL -> "accounts of this platform";
                }));
    askForOperator(url);
  }

  // After the start's own lines, so that it is the last thing that is read.
  private void askForOperator(String url) {
    if (platform.config().accounts().mode() == AuthMode.LOCAL) {
      SetupNotice.give(
          platform.identity().setup(), platform.config().server().dataDirectory(), url);
    }
  }

  void stopping(@Observes ShutdownEvent event) {
    platform.close();
  }
}
