package io.storeweaver.chart.golden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values worth rendering: what the control plane passes, and each switch of the charts. */
final class Values {
  static final Map<String, Object> WITHOUT_SECRETS = Map.of("secrets", Map.of("create", false));
  static final List<String> FILES = List.of("values.yaml", "values-local.yaml", "values-prod.yaml");
  static final List<String> PLANS = List.of("starter", "standard", "business");

  private Values() {}

  static Map<String, Object> named(String name) {
    return Map.of("store", Map.of("name", name));
  }

  /** Every combination that the tests of Kubernetes' rules go through, by a name for reports. */
  static Map<String, Map<String, Object>> all() {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    all.put("defaults", Map.of());
    all.put("as the control plane", controlPlane());
    PLANS.forEach(plan -> all.put("plan " + plan, Map.of("plan", plan)));
    all.put("suspended", Map.of("suspended", true));
    all.put("by node port", Map.of("access", "nodeport"));
    all.put("behind a gateway", gateway());
    all.put("https by cert-manager", https());
    all.put("without storefront", Map.of("storefront", Map.of("enabled", false)));
    all.put("scheduling", scheduling());
    return all;
  }

  static Map<String, Object> controlPlane() {
    return Map.of(
        "store",
        Map.of("id", StoreChart.RELEASE, "name", "Anna's shop", "currency", "EUR", "country", "DE"),
        "plan",
        "standard",
        "suspended",
        false,
        "access",
        "ingress",
        "ingress",
        Map.of(
            "host",
            "annas-shop.localhost",
            "className",
            "traefik",
            "customDomain",
            "",
            "tls",
            Map.of("enabled", false, "clusterIssuer", "", "secretName", "")),
        "storefront",
        Map.of("enabled", true),
        "secrets",
        Map.of("create", false, "revision", "1"));
  }

  static Map<String, Object> gateway() {
    return Map.of(
        "gateway",
        Map.of(
            "enabled",
            true,
            "parentRef",
            Map.of("name", "public", "namespace", "gateways", "sectionName", "https")));
  }

  static Map<String, Object> https() {
    return Map.of(
        "ingress",
        Map.of(
            "host",
            "shop.example.com",
            "customDomain",
            "www.example.org",
            "tls",
            Map.of("enabled", true, "clusterIssuer", "letsencrypt-prod")));
  }

  private static Map<String, Object> scheduling() {
    return Map.of(
        "scheduling",
        Map.of(
            "priorityClassName",
            "shops",
            "nodeSelector",
            Map.of("pool", "shops"),
            "tolerations",
            List.of(Map.of("key", "shops", "operator", "Exists"))),
        "images",
        Map.of("pullSecrets", List.of("registry")),
        "storage",
        Map.of("className", "fast"));
  }
}
