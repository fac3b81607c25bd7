package io.storeweaver.sandbox;

import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** Starts a sandbox to look at with kubectl: {@code Smoke [port] [pace]}. */
final class Smoke {
  private Smoke() {}

  public static void main(String[] args) throws InterruptedException {
    double pace = args.length > 1 ? Double.parseDouble(args[1]) : 1;
    try (Sandbox sandbox =
            Sandbox.start(new SandboxOptions(Integer.parseInt(args[0]), pace, null));
        var client = new KubernetesClientBuilder().withConfig(sandbox.configuration()).build()) {
      System.out.println(sandbox.url());
      for (int i = 2; i < args.length; i++) {
        Shop.named("shop-" + i).applyTo(client, args[i]);
      }
      Thread.currentThread().join();
    }
  }
}
