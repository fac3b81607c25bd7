package io.storeweaver.chart;

import io.storeweaver.AddressConfig.Access;
import io.storeweaver.WeaverConfig;
import io.storeweaver.store.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a store into the values of its chart. Values are data: no user's text is ever parsed, and
 * no credential is among them.
 */
public final class Values {
  private final WeaverConfig config;
  private final boolean https;
  private final int urlPort;

  /**
   * @param urlPort port in the stores' URLs, 0 for the scheme's own
   */
  public Values(WeaverConfig config, int urlPort) {
    this.config = config;
    this.urlPort = urlPort;
    this.https = config.server().production();
  }

  /** The values files of the chart to put over its defaults, the last one wins. */
  public List<String> files() {
    return config.charts().valuesFiles();
  }

  /**
   * The values of a store; {@code credentialsRevision} makes its pods start anew when the
   * credentials were made anew.
   */
  public Map<String, Object> of(Store store, @Nullable String credentialsRevision) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("store", shop(store));
    values.put("plan", store.spec().plan().id());
    values.put("suspended", store.spec().suspended());
    if (config.addresses().access() == Access.NODEPORT) {
      values.put("access", "nodeport");
    }
    values.put("ingress", ingress(store));
    values.put("storefront", Map.of("enabled", store.storefront()));
    values.put(
        "secrets",
        Map.of(
            "create", false, "revision", credentialsRevision == null ? "" : credentialsRevision));
    return values;
  }

  private Map<String, Object> shop(Store store) {
    return Map.of(
        "id",
        store.id(),
        "name",
        store.spec().name(),
        "currency",
        config.charts().currency(),
        "country",
        config.charts().country());
  }

  private Map<String, Object> ingress(Store store) {
    Map<String, Object> ingress = new LinkedHashMap<>();
    ingress.put("host", store.host());
    if (!config.addresses().ingressClass().isEmpty()) {
      ingress.put("className", config.addresses().ingressClass());
    }
    if (store.spec().customDomain() != null) {
      ingress.put("customDomain", store.spec().customDomain());
    }
    if (!config.addresses().clusterIssuer().isEmpty()) {
      ingress.put(
          "tls", Map.of("enabled", https, "clusterIssuer", config.addresses().clusterIssuer()));
    }
    return ingress;
  }

  /** Where customers reach the store. */
  public String url(Store store) {
    String host = store.spec().customDomain() == null ? store.host() : store.spec().customDomain();
    String port = urlPort == 0 ? "" : ":" + urlPort;
    return (https ? "https://" : "http://") + host + port;
  }
}
