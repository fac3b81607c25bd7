package io.storeweaver;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of the platform: its name in the environment, default, range and meaning.
 * docs/configuration.md is made from this list.
 */
public enum Setting {
  PORT("3000", "port 0–65535", "Port of the API and the dashboard; 0 lets the system choose one."),
  HOST("127.0.0.1", "address", "Address to listen on. Demo mode refuses anything but loopback."),
  ENVIRONMENT(
      "local",
      "local | production",
      "Chooses the values file of the charts, the ingress suffix and the URL's scheme."),
  AUTH_MODE(
      null,
      "demo | local",
      "Who the caller is. demo: whom the header X-User-Id names (default \"demo\"). local: whoever proves it with an account of this platform; the header means nothing. Default demo in the local environment on a loopback address, local elsewhere."),
  DATA_DIR(
      "data",
      "folder",
      "Folder for what must survive a restart: the embedded database, the encryption key and the sandbox's state."),
  DATABASE_URL(
      null,
      "postgresql:// or jdbc:postgresql://",
      "External PostgreSQL. Without it an embedded PostgreSQL runs in DATA_DIR."),
  DATABASE_PASSWORD(
      null,
      "password",
      "Password for DATABASE_URL and DATABASE_REPLICA_URL; it wins over one that stands in them."),
  DATABASE_REPLICA_URL(
      null,
      "postgresql:// or jdbc:postgresql://",
      "Read replica of the database. The guide's GET /stores reads from it, and from the primary while it is away."),
  DATABASE_POOL_MAX(
      "16", "connections 2–200", "Most connections that one replica opens to PostgreSQL."),
  VAULT_ADDR(
      null,
      "URL such as https://vault.example.com:8200",
      "Vault whose secret gives DATABASE_URL, DATABASE_PASSWORD, DATABASE_REPLICA_URL and ENCRYPTION_KEY, by these names. It wins over the environment, which is used while Vault has not answered yet."),
  VAULT_TOKEN(
      null,
      "token",
      "Token for Vault; one in VAULT_TOKEN_FILE is read anew whenever Vault does not take the former."),
  VAULT_ROLE(
      null,
      "name",
      "Role of Vault's Kubernetes auth method, to sign in with the service account instead of a token."),
  VAULT_AUTH_MOUNT("kubernetes", "path", "Where that auth method is mounted."),
  VAULT_JWT_PATH(
      "/var/run/secrets/kubernetes.io/serviceaccount/token",
      "file",
      "Token of the service account to sign in with; read anew at each sign-in."),
  VAULT_MOUNT("secret", "path", "Where the KV secrets engine (version 2) is mounted."),
  VAULT_PATH("storeweaver", "path", "The secret in it."),
  VAULT_REFRESH_SECONDS(
      "60",
      "seconds 1–86400",
      "How often a new version of the secret is looked for; a refused database login looks at once."),
  KUBECONFIG(
      null,
      "file",
      "Cluster to drive. Without it, and outside a cluster, the built-in sandbox is used."),
  CLUSTER_REQUESTS_IN_FLIGHT(
      "24", "requests 1–500", "Most requests to the API server at the same time, watches aside."),
  HELM_CHART_PATH(null, "folder", "WooCommerce chart to use instead of the built-in one."),
  HELM_CHART_PATH_MEDUSA(null, "folder", "Medusa chart to use instead of the built-in one."),
  HELM_VALUES_FILE("values.yaml", "file name in the chart", "First values file of every store."),
  HELM_ENV_VALUES_FILE(
      null,
      "file name in the chart",
      "Second values file; default values-local.yaml, in production values-prod.yaml."),
  LOCAL_INGRESS_SUFFIX(
      ".localhost",
      "suffix such as .localhost",
      "Suffix of the stores' hosts in the local environment."),
  PROD_INGRESS_SUFFIX(
      null,
      "suffix such as .shops.example.com",
      "Suffix of the stores' hosts in production; required there."),
  BASE_DOMAIN(
      null,
      "domain such as example.com",
      "Another way to give the suffix: example.com means .example.com."),
  STORE_URL_PORT(
      "0",
      "port 0–65535",
      "Port in the stores' URLs where the ingress does not listen on 80 or 443; 0 leaves it out."),
  ACCESS(
      "ingress",
      "ingress | nodeport",
      "How visitors reach the stores: by host name through an Ingress, or by a port of every node, which then is the store's URL."),
  INGRESS_CLASS("", "name", "Ingress class of the stores; empty uses the chart's default."),
  INGRESS_PROBE(
      "auto",
      "auto | off | host:port",
      "Before a store is READY, its front page is asked for through the ingress controller: at the address that its Ingress publishes, or at host:port where the controller has another one for this process. Where nothing can be connected to, the store does not wait for it."),
  CLUSTER_ISSUER(
      "",
      "name",
      "cert-manager ClusterIssuer of the stores' certificates; empty uses the chart's default."),
  STORE_CURRENCY("USD", "ISO 4217 code", "Currency of new shops."),
  STORE_COUNTRY("US", "ISO 3166 code", "Country of new shops."),
  CORS_ORIGIN(
      null,
      "origin such as https://dashboard.example.com",
      "Origin of a dashboard that is hosted elsewhere; no other origin may call from a browser."),
  SIGN_UP(
      "open",
      "open | closed",
      "Whether anybody may make an account (AUTH_MODE=local). Closed: operators make them."),
  SESSION_IDLE_HOURS("12", "hours 1–720", "A browser that is not used for so long is signed out."),
  SESSION_HOURS("168", "hours 1–8760", "After so long a browser is signed out in any case."),
  TRUSTED_PROXIES(
      "",
      "addresses or networks, separated by commas",
      "Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed, for example 10.0.0.0/8. Nobody else's are."),
  RATE_LIMITS(
      "auto",
      "auto | on | off",
      "Whether requests are counted. auto: always, except for clients on this machine while the sandbox is in use."),
  RATE_LIMIT_GENERAL(
      "100/60",
      "requests/seconds",
      "Most requests of one account in a window of time; of one address where there is no account."),
  RATE_LIMIT_CREATE("5/900", "requests/seconds", "Most requests that create a store, likewise."),
  RATE_LIMIT_DELETE("10/300", "requests/seconds", "Most requests that delete a store, likewise."),
  AUDIT_RETENTION_DAYS(
      "0",
      "days 0–36500",
      "Entries of the audit log that are older are removed; 0 keeps them for ever."),
  MAX_STORES("50", "stores 0–1000000", "Most live stores on the platform."),
  MAX_STORES_PER_USER("100", "stores 0–1000000", "Most live stores of one owner."),
  MAX_CPU_PER_USER(
      null,
      "processors 0–1000000",
      "Most processors that one owner's stores reserve together, by their plans; empty: no limit."),
  MAX_MEMORY_PER_USER(null, "GiB 0–1000000", "Most memory, likewise."),
  MAX_DISK_PER_USER(null, "GiB 0–1000000", "Most disk, likewise."),
  MAX_CONCURRENT_PROVISIONS(
      "16",
      "stores 1–10000",
      "Stores that are provisioned at the same time; the others wait in a queue."),
  ADMISSION(
      "queue",
      "queue | reject",
      "What happens to a store that is asked for while MAX_CONCURRENT_PROVISIONS are being provisioned: it waits its turn, or the request is refused with 429."),
  MAX_CONCURRENT_DELETES(
      "8",
      "stores 1–10000",
      "Stores that are deleted at the same time, so that deletes do not starve creates."),
  PROVISIONING_TIMEOUT_SECONDS(
      "600", "seconds 10–86400", "A store that is not ready by then counts as failed."),
  PROVISIONING_POLL_INTERVAL_SECONDS(
      "30",
      "seconds 5–3600",
      "How often recorded state is compared with what the watches saw, as a net under them."),
  ON_FAILURE(
      "keep",
      "keep | cleanup",
      "What happens to what a failed first provisioning has made: it stays, as evidence and for a retry to go on from, or its namespace is removed and a retry makes everything anew."),
  LEASE_SECONDS(
      "30",
      "seconds 3–600",
      "A replica that stops renewing loses its work to another one after this time."),
  SANDBOX_PACE(
      "1.0", "factor 0–100", "How long things take in the sandbox: 1 is believable, 0 is at once."),
  ENCRYPTION_KEY(
      null,
      "base64 of 32 bytes",
      "Seals passwords that wait for their store; all replicas need the same one. Without it a key is made once and kept in DATA_DIR/encryption.key."),
  METRICS_TOKEN(
      null,
      "secret of 16 or more characters",
      "Who sends it as Authorization: Bearer may read /metrics. Without it only programs on this machine may."),
  OTEL_EXPORTER_OTLP_ENDPOINT(
      null,
      "http:// or https:// address such as http://collector:4318",
      "Collector that gets traces by OTLP over HTTP, from a request to each write in the cluster; empty: nothing is traced."),
  OTEL_TRACES_SAMPLER_ARG(
      "1.0",
      "share 0–1",
      "Share of the requests that are traced; a caller's own trace is continued as the caller decided."),
  LOG_LEVEL("INFO", "ERROR | WARN | INFO | DEBUG", "How much is logged."),
  LOG_FORMAT(
      "text",
      "text | json",
      "Form of the log on the standard output: lines for people, or one JSON object a line for programs.");

  private final @Nullable String defaultValue;
  private final String range;
  private final String meaning;

  Setting(@Nullable String defaultValue, String range, String meaning) {
    this.defaultValue = defaultValue;
    this.range = range;
    this.meaning = meaning;
  }

  /** Value when nothing is set, or null where there is none. */
  public @Nullable String defaultValue() {
    return defaultValue;
  }

  /** Unit and permitted values, for people. */
  public String range() {
    return range;
  }

  /** One or two sentences for the operator. */
  public String meaning() {
    return meaning;
  }

  /**
   * The same setting as a Java system property: {@code MAX_STORES} is {@code weaver.max-stores}.
   */
  public String propertyName() {
    return "weaver." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
