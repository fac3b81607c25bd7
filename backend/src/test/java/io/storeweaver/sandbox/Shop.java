package io.storeweaver.sandbox;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A synthetic shop: the namespace, and the objects that a chart would render into it. */
record Shop(String id, String namespace, List<String> documents) {
  private static final Pattern SEPARATOR = Pattern.compile("(?m)^---$");

  static Shop named(String id) {
    try (InputStream in = Shop.class.getResourceAsStream("/sandbox/store.yaml")) {
      if (in == null) {
        throw new IllegalStateException("sandbox/store.yaml is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("$ID", id);
      return new Shop(id, "store-" + id, List.of(SEPARATOR.split(text)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Namespace home(String storeName, int retries) {
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName(namespace)
        .addToLabels("storeweaver.io/store", id)
        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
        .addToAnnotations("storeweaver.io/store-name", storeName)
        .addToAnnotations("storeweaver.io/retries", Integer.toString(retries))
        .endMetadata()
        .build();
  }

  static <T extends HasMetadata> T apply(KubernetesClient client, T object) {
    PatchContext context =
        new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("storeweaver")
            .withForce(true)
            .build();
    return client.resource(object).patch(context);
  }

  /** Applies the namespace and everything in it. */
  List<HasMetadata> applyTo(KubernetesClient client, String storeName) {
    apply(client, home(storeName, 0));
    List<HasMetadata> applied = new ArrayList<>();
    for (String document : documents) {
      HasMetadata object = (HasMetadata) client.getKubernetesSerialization().unmarshal(document);
      object.getMetadata().setNamespace(namespace);
      applied.add(apply(client, object));
    }
    return applied;
  }
}
