package io.storeweaver.reconcile;

import io.storeweaver.Reason;
import io.storeweaver.cluster.ClusterApi;
import io.storeweaver.cluster.ClusterKind;
import io.storeweaver.cluster.ClusterView;
import io.storeweaver.cluster.Credentials;
import io.storeweaver.cluster.IngressProbe;
import io.storeweaver.cluster.Verdict;
import io.storeweaver.store.Phase;
import io.storeweaver.store.Releases;
import io.storeweaver.store.Store;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Looks at a store's world: at what the watches saw and at what was applied last. */
final class Observer {
  private final ClusterView view;
  private final ClusterApi api;
  private final Releases releases;
  private final Desired desired;
  private final IngressProbe probe;

  Observer(
      ClusterView view, ClusterApi api, Releases releases, Desired desired, IngressProbe probe) {
    this.view = view;
    this.api = api;
    this.releases = releases;
    this.desired = desired;
    this.probe = probe;
  }

  /** One look. */
  Observed observe(Store store) {
    Optional<String> trouble = view.trouble();
    if (trouble.isPresent()) {
      return new Observed.Unknown(trouble.get());
    }
    return store.spec().deleteRequested() ? leaving(store) : staying(store);
  }

  private Observed leaving(Store store) {
    return switch (view.namespace(store.id())) {
      case TERMINATING -> new Observed.Terminating(view.namespaceBlockedBy(store.id()));
      case ACTIVE -> new Observed.Outdated("the store is to be deleted");
      case ABSENT -> confirmedAbsent(store);
    };
  }

  // "Deleted" is said only when the API server itself says that the namespace is gone.
  private Observed confirmedAbsent(Store store) {
    return api.get(ClusterKind.NAMESPACE, null, store.namespace())
        .map(
            namespace -> {
              view.wrote(ClusterKind.NAMESPACE, namespace);
              return view.namespace(store.id()) == ClusterView.NamespaceState.ABSENT
                  ? new Observed.Absent("the namespace")
                  : leaving(store);
            })
        .orElseGet(() -> new Observed.Absent("the namespace"));
  }

  private Observed staying(Store store) {
    switch (view.namespace(store.id())) {
      case TERMINATING -> {
        return new Observed.Terminating(view.namespaceBlockedBy(store.id()));
      }
      case ABSENT -> {
        return new Observed.Absent("the namespace");
      }
      case ACTIVE -> {}
    }
    Map<String, String> existing = view.fingerprints(store.id());
    for (String secret : Credentials.names(store)) {
      if (!existing.containsKey("Secret/" + secret)) {
        return new Observed.Absent("the Secret " + secret);
      }
    }
    Optional<Releases.Head> latest = releases.head(store.id());
    return outdated(store, latest)
        .or(() -> latest.flatMap(release -> drifted(view, store.id(), release.inventory())))
        .orElseGet(() -> judged(store, view.verdict(store.id())));
  }

  private Optional<Observed> outdated(Store store, Optional<Releases.Head> latest) {
    if (latest.isEmpty()) {
      return Optional.of(new Observed.Outdated(Changes.INSTALLED));
    }
    if (latest.get().appliedAt() == null) {
      return Optional.of(new Observed.Outdated(latest.get().description()));
    }
    if (store.status().observedGeneration() != store.spec().generation()) {
      return Optional.of(new Observed.Outdated(Changes.between(latest.get(), store)));
    }
    boolean same =
        latest.get().digest().equals(desired.digest(store, store.status().credentialsRevision()));
    return same
        ? Optional.empty()
        : Optional.of(new Observed.Outdated(Changes.between(latest.get(), store)));
  }

  /** What somebody edited, deleted or left over among the objects of an applied revision. */
  static Optional<Observed> drifted(
      ClusterView view, String storeId, Map<String, String> inventory) {
    Map<String, String> existing = view.fingerprints(storeId);
    for (Map.Entry<String, String> applied : inventory.entrySet()) {
      String fingerprint = existing.get(applied.getKey());
      if (ClusterKind.watched(applied.getKey()) && !applied.getValue().equals(fingerprint)) {
        return Optional.of(
            new Observed.Drifted(
                applied.getKey() + (fingerprint == null ? " was deleted" : " was edited")));
      }
    }
    return view.surplus(storeId, inventory.keySet()).stream()
        .findFirst()
        .map(key -> new Observed.Drifted(key + " was left over"));
  }

  private Observed judged(Store store, Verdict verdict) {
    if (!verdict.serving()) {
      return new Observed.Unready(verdict);
    }
    return refusal(store)
        .<Observed>map(cause -> new Observed.Unrouted(verdict.unexposed(cause)))
        .orElseGet(() -> new Observed.Serving(verdict));
  }

  // Of a store that is ready already every look at it would cost its shop a page.
  private Optional<Verdict.Cause> refusal(Store store) {
    if (store.status().phase() == Phase.READY || store.spec().suspended()) {
      return Optional.empty();
    }
    if (desired.reachedByNodePort()) {
      return probe
          .refusalAt(URI.create(desired.url(store)))
          .map(what -> unreached("Namespace/" + store.namespace(), what));
    }
    return view.door(store.id())
        .flatMap(
            door ->
                probe
                    .refusal(URI.create(desired.url(store)), door.address())
                    .map(what -> unreached(door.ingress(), what)));
  }

  private static Verdict.Cause unreached(String resource, String what) {
    return new Verdict.Cause(
        Reason.INGRESS_PENDING, resource, "Waiting for the way to the shop: " + what);
  }
}
