package io.storeweaver.sandbox;

import com.sun.management.OperatingSystemMXBean;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures the sandbox: {@code Load [stores] [pace]} applies that many shops of 18 objects by plain
 * HTTP and prints applies per second, the time until all of them are Ready, heap, and CPU at rest.
 */
final class Load {
  private static final int WORKERS = 8;

  private Load() {}

  /** One request, prepared beforehand so that the loader costs little. */
  private record Put(String path, String body) {}

  public static void main(String[] args) throws Exception {
    int stores = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    double pace = args.length > 1 ? Double.parseDouble(args[1]) : 1;
    List<List<Put>> shops = new ArrayList<>();
    for (int i = 0; i < stores; i++) {
      shops.add(requests("shop-" + i));
    }
    System.out.printf("heap of the loader alone %d MB%n", heap());
    long base = heap();
    try (Sandbox sandbox = Sandbox.start(new SandboxOptions(0, pace, null))) {
      for (String round : new String[] {"create", "unchanged"}) {
        long start = System.nanoTime();
        int applied = applyAll(sandbox.url(), shops);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
            "%s: %d applies in %.1f s = %.0f/s%n", round, applied, seconds, applied / seconds);
        waitUntilReady(sandbox, stores);
        System.out.printf("all ready after %.1f s%n", (System.nanoTime() - start) / 1e9);
      }
      System.out.printf("heap %d MB above the loader's%n", heap() - base);
      System.out.printf("CPU of everything so far, the loader's included, %.0f s%n", cpuSeconds());
      TimeUnit.SECONDS.sleep(15);
      System.out.printf("CPU at rest %.2f %%%n", idle());
    }
  }

  private static List<Put> requests(String id) {
    Shop shop = Shop.named(id);
    List<Put> requests = new ArrayList<>();
    var mapper = new com.fasterxml.jackson.dataformat.yaml.YAMLMapper();
    try {
      requests.add(put(Json.MAPPER.valueToTree(shop.home(id, 0)), ""));
      for (String document : shop.documents()) {
        requests.add(put(mapper.readTree(document), shop.namespace()));
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return requests;
  }

  private static Put put(com.fasterxml.jackson.databind.JsonNode tree, String namespace) {
    ResourceType type =
        ResourceTypes.byKind(Json.text(tree, "apiVersion"), Json.text(tree, "kind"));
    if (type == null) {
      throw new IllegalStateException("unknown kind " + tree.path("kind"));
    }
    String base = type.group().isEmpty() ? "/api/v1" : "/apis/" + type.apiVersion();
    String home = namespace.isEmpty() ? "" : "/namespaces/" + namespace;
    return new Put(
        base
            + home
            + "/"
            + type.plural()
            + "/"
            + Json.text(tree, "metadata", "name")
            + "?fieldManager=load&force=true",
        tree.toString());
  }

  private static int applyAll(String url, List<List<Put>> shops) throws Exception {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger applied = new AtomicInteger();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var pool = Executors.newFixedThreadPool(WORKERS)) {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        workers.add(
            pool.submit(
                () -> {
                  for (int shop = next.getAndIncrement();
                      shop < shops.size();
                      shop = next.getAndIncrement()) {
                    for (Put put : shops.get(shop)) {
                      apply(http, url, put);
                      applied.incrementAndGet();
                    }
                  }
                  return true;
                }));
      }
      for (Future<?> worker : workers) {
        worker.get(10, TimeUnit.MINUTES);
      }
    }
    return applied.get();
  }

  private static void apply(HttpClient http, String url, Put put) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + put.path()))
            .header("Content-Type", "application/apply-patch+yaml")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(put.body()))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(put.path() + ": " + response.body());
    }
  }

  private static void waitUntilReady(Sandbox sandbox, int stores) throws InterruptedException {
    try (var client = new KubernetesClientBuilder().withConfig(sandbox.configuration()).build()) {
      for (int i = 0; i < 600; i++) {
        long ready =
            client.apps().deployments().inAnyNamespace().list().getItems().stream()
                .filter(
                    one -> one.getStatus() != null && one.getStatus().getReadyReplicas() != null)
                .count();
        if (ready >= stores) {
          return;
        }
        TimeUnit.SECONDS.sleep(1);
      }
    }
    throw new IllegalStateException("not all shops became ready");
  }

  private static long heap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(200);
    }
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }

  private static double idle() throws InterruptedException {
    double before = cpuSeconds();
    TimeUnit.SECONDS.sleep(5);
    return (cpuSeconds() - before) / 5 * 100;
  }

  private static double cpuSeconds() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }
}
