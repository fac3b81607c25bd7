package io.storeweaver;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How visitors reach the stores.
 *
 * @param suffix of every store's host, with its leading dot
 * @param urlPort port in the stores' URLs, 0 for the scheme's own
 * @param ingressClass empty for the chart's default
 * @param probe {@code auto}, {@code off}, or an address that {@link #hostAndPort} can read
 * @param clusterIssuer empty for the chart's default
 */
public record AddressConfig(
    Access access,
    String suffix,
    int urlPort,
    String ingressClass,
    String probe,
    String clusterIssuer) {
  // Labels as DNS has them (RFC 1123, §2.1), with the leading dot.
  private static final Pattern SUFFIX = Pattern.compile("(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]):([1-9][0-9]{0,4})");

  /** Which way they come. */
  public enum Access {
    INGRESS,
    NODEPORT
  }

  static AddressConfig of(Settings settings, ServerConfig server) {
    return new AddressConfig(
        settings.choice(Access.class, Setting.ACCESS),
        suffix(settings, server),
        settings.port(Setting.STORE_URL_PORT),
        settings.text(Setting.INGRESS_CLASS),
        probe(settings),
        settings.text(Setting.CLUSTER_ISSUER));
  }

  private static String suffix(Settings settings, ServerConfig server) {
    Setting setting =
        server.production() ? Setting.PROD_INGRESS_SUFFIX : Setting.LOCAL_INGRESS_SUFFIX;
    Optional<String> own = settings.optional(setting);
    Optional<String> base =
        settings.optional(Setting.BASE_DOMAIN).map(d -> d.startsWith(".") ? d : "." + d);
    // The local one has a default, which must not win over what somebody gave.
    Optional<String> chosen = server.production() ? own.or(() -> base) : base.or(() -> own);
    String suffix =
        chosen.orElseThrow(
            () ->
                new InvalidSetting(
                    "ENVIRONMENT=production needs PROD_INGRESS_SUFFIX (or BASE_DOMAIN), for example .shops.example.com."));
    return Settings.matching(setting, suffix.toLowerCase(Locale.ROOT), SUFFIX);
  }

  private static String probe(Settings settings) {
    String value = settings.text(Setting.INGRESS_PROBE);
    if (!value.equals("auto") && !value.equals("off") && hostAndPort(value).isEmpty()) {
      throw new InvalidSetting(
          "INGRESS_PROBE=%s: give auto, off, or host:port such as traefik.kube-system.svc:80."
              .formatted(value));
    }
    return value;
  }

  /** Reads {@code host:port}, the name not resolved; empty where the text is something else. */
  public static Optional<InetSocketAddress> hostAndPort(String text) {
    Matcher parts = HOST_AND_PORT.matcher(text);
    if (!parts.matches() || Integer.parseInt(parts.group(2)) > Settings.HIGHEST_PORT) {
      return Optional.empty();
    }
    return Optional.of(
        InetSocketAddress.createUnresolved(parts.group(1), Integer.parseInt(parts.group(2))));
  }
}
