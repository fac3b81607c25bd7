package io.storeweaver.sandbox;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.storeweaver.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A fresh sandbox for each test, with an ordinary client and a plain one. */
class SandboxTest {
  static final String CONFIG_MAPS = "/api/v1/namespaces/shop/configmaps";
  static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/shop/deployments";
  Sandbox sandbox;
  KubernetesClient client;
  Raw raw;

  @BeforeEach
  void startSandbox() {
    sandbox = Sandbox.start(SandboxOptions.fast());
    client = new KubernetesClientBuilder().withConfig(sandbox.configuration()).build();
    raw = Raw.to(sandbox);
    raw.post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"shop\"}}");
    Await.until(
        "default service account",
        () -> raw.get("/api/v1/namespaces/shop/serviceaccounts/default").code() == 200);
  }

  @AfterEach
  void stopSandbox() {
    client.close();
    sandbox.close();
  }

  static String document(String name, String rest) {
    return """
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s"}%s}"""
        .formatted(name, rest);
  }

  /** A deployment of one small container; text is put in behind its containers. */
  static String deployment(String name, int replicas, String image, String more) {
    return """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%s"},"spec":{"replicas":%d,\
        "selector":{"matchLabels":{"app":"%s"}},"template":{"metadata":{"labels":{"app":"%s"}},\
        "spec":{"containers":[{"name":"main","image":"%s"}]%s}}}}"""
        .formatted(name, replicas, name, name, image, more);
  }

  boolean deploymentReady(String name) {
    var status = raw.get(DEPLOYMENTS + "/" + name).body().path("status");
    return Json.text(Conditions.find(status, "Progressing"), "reason")
        .equals("NewReplicaSetAvailable");
  }
}
