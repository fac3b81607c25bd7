package io.storeweaver.dialect;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.storeweaver.cluster.QuotaFigures;
import io.storeweaver.cluster.StoreDetail;
import io.storeweaver.cluster.StoreDetail.LiveEvent;
import io.storeweaver.cluster.StoreDetail.LiveResource;
import io.storeweaver.store.Condition;
import io.storeweaver.store.Phase;
import io.storeweaver.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The live detail of a store as Store Weaver's clients read it; what is unknown is null. */
record WeaverDetail(
    @Nullable List<Resource> resources,
    @Nullable List<Event> events,
    @Nullable Integer podRestarts,
    List<ProvisioningStep> provisioningSteps,
    @Nullable Quotas quotas) {

  /** The parts that are put into a store. */
  record Parts(
      @Nullable List<Resource> resources,
      @Nullable List<Event> events,
      List<ProvisioningStep> provisioningSteps,
      @Nullable Quotas quotas) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Resource(
      String kind, String name, String status, @Nullable String replicas, @Nullable String age) {
    static Resource of(LiveResource live) {
      boolean scaled = live.kind().equals("Deployment") || live.kind().equals("StatefulSet");
      return new Resource(
          live.kind(), live.name(), live.status(), scaled ? live.ready() : null, live.age());
    }
  }

  record Event(@Nullable Instant timestamp, String message, String type) {
    static Event of(LiveEvent live) {
      return new Event(live.timestamp(), live.resource() + ": " + live.message(), live.type());
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ProvisioningStep(String label, boolean completed, @Nullable String error) {}

  record Quotas(
      String cpuUsed,
      String cpuLimit,
      String memUsed,
      String memLimit,
      String pvcUsed,
      String pvcLimit) {
    static Quotas of(QuotaFigures figures) {
      return new Quotas(
          figures.cpuMillisUsed() + "m",
          figures.cpuMillisLimit() + "m",
          figures.memoryMebibytesUsed() + "Mi",
          figures.memoryMebibytesLimit() + "Mi",
          figures.storageGibibytesUsed() + "Gi",
          figures.storageGibibytesLimit() + "Gi");
    }
  }

  static WeaverDetail of(Store store, StoreDetail live) {
    return new WeaverDetail(
        live.resources() == null ? null : live.resources().stream().map(Resource::of).toList(),
        live.events() == null ? null : live.events().stream().map(Event::of).toList(),
        live.podRestarts(),
        steps(store),
        QuotaFigures.of(live).map(Quotas::of).orElse(null));
  }

  Parts parts() {
    return new Parts(resources, events, provisioningSteps, quotas);
  }

  private static List<ProvisioningStep> steps(Store store) {
    boolean prepared = store.status().credentialsRevision() != null;
    List<ProvisioningStep> steps = new ArrayList<>();
    add(steps, store, "Namespace created", prepared);
    add(steps, store, "Secrets generated", prepared);
    add(steps, store, "Database ready", holds(store, Condition.Type.DatabaseReady));
    boolean setUp = holds(store, Condition.Type.SetupCompleted);
    add(steps, store, "App deployed", setUp && holds(store, Condition.Type.WorkloadsReady));
    add(steps, store, "Ingress ready", holds(store, Condition.Type.Exposed));
    return steps;
  }

  // What went wrong is said at the first step that was not passed.
  private static void add(
      List<ProvisioningStep> steps, Store store, String label, boolean completed) {
    boolean first = steps.stream().allMatch(ProvisioningStep::completed);
    boolean failed = store.shown() == Phase.FAILED && !completed && first;
    steps.add(new ProvisioningStep(label, completed, failed ? WeaverStore.error(store) : null));
  }

  private static boolean holds(Store store, Condition.Type type) {
    Optional<Condition> condition = Condition.find(store.status().conditions(), type);
    return condition.filter(c -> c.status() == Condition.Status.True).isPresent();
  }
}
