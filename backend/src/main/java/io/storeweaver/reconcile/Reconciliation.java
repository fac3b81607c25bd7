package io.storeweaver.reconcile;

import io.storeweaver.AddressConfig.Access;
import io.storeweaver.Telemetry;
import io.storeweaver.WeaverConfig;
import io.storeweaver.chart.Charts;
import io.storeweaver.chart.Renderer;
import io.storeweaver.chart.Values;
import io.storeweaver.cluster.ClusterApi;
import io.storeweaver.cluster.ClusterView;
import io.storeweaver.cluster.IngressProbe;
import io.storeweaver.cluster.Manifests;
import io.storeweaver.cluster.NodePorts;
import io.storeweaver.cluster.StoreSecrets;
import io.storeweaver.store.Releases;
import io.storeweaver.store.SealedInputs;
import io.storeweaver.store.StoreChanges;
import io.storeweaver.store.StoreQueue;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Jdbi;

/** The machinery of this room, put together: from wakes and due rows to turns. */
public final class Reconciliation implements AutoCloseable {
  private final ClusterView view;
  private final ClusterApi api;
  private final Wakes wakes;
  private final Controller controller;
  private final Resync resync;
  private final StoreSecrets secrets;

  /** What the machinery works on. */
  public record Parts(
      Jdbi jdbi,
      StoreQueue queue,
      SealedInputs sealedInputs,
      ClusterApi api,
      Charts charts,
      Renderer renderer,
      Values values,
      IngressProbe probe,
      Telemetry telemetry) {}

  public Reconciliation(Parts parts, WeaverConfig config, Clock clock) {
    this.api = parts.api();
    Releases releases = new Releases(parts.jdbi());
    wakes = new Wakes(parts.queue());
    view = new ClusterView(parts.api(), clock, wakes::add, parts.telemetry().meters());
    secrets = new StoreSecrets(parts.api(), view);
    Optional<NodePorts> nodePorts =
        config.addresses().access() == Access.NODEPORT
            ? Optional.of(new NodePorts(parts.api()))
            : Optional.empty();
    Desired desired = new Desired(parts.charts(), parts.values(), parts.renderer(), nodePorts);
    Applier applier =
        new Applier(desired, releases, new Manifests(parts.api(), view), parts.api(), view, clock);
    Observer observer = new Observer(view, parts.api(), releases, desired, parts.probe());
    Reconciler reconciler =
        new Reconciler(
            new Reconciler.Parts(
                parts.queue(),
                observer,
                applier,
                secrets,
                parts.sealedInputs(),
                parts.api(),
                view,
                desired,
                new Backoff(RandomGenerator.getDefault()),
                parts.telemetry()),
            config.reconcile().timeout(),
            config.reconcile().onFailure(),
            clock);
    resync = new Resync(new StoreChanges(parts.jdbi()), releases, view, parts.queue());
    controller =
        new Controller(
            parts.queue(),
            reconciler,
            resync,
            config.reconcile().lease(),
            config.reconcile().resync());
  }

  /** Starts watching the cluster and working on due stores. */
  public void start() {
    view.start();
    wakes.start();
    controller.start();
  }

  /** Starts watching only; the turns are taken by {@link #step()}. */
  void startWatching() {
    view.start();
  }

  /**
   * Wakes what the watches reported and takes every due store through one turn; returns how many
   * there were.
   */
  int step() {
    wakes.flush();
    return controller.step();
  }

  /** Compares recorded and seen state now; returns how many stores were woken. */
  int resync() {
    return resync.run();
  }

  /** Some store may be due. */
  public void signal() {
    controller.signal();
  }

  /** What the watches have seen. */
  public ClusterView view() {
    return view;
  }

  /** Requests to the cluster. */
  public ClusterApi api() {
    return api;
  }

  /** The stores' credentials. */
  public StoreSecrets secrets() {
    return secrets;
  }

  /** Turns under way in this process. */
  public int running() {
    return controller.running();
  }

  @Override
  public void close() {
    controller.close();
    wakes.close();
    view.close();
  }
}
