package io.storeweaver.chart;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.storeweaver.Json;
import io.storeweaver.account.Caller;
import io.storeweaver.account.Callers;
import io.storeweaver.store.ChartVersions;
import io.storeweaver.store.ChartVersions.ChartVersion;
import io.storeweaver.store.Engine;
import io.storeweaver.store.Plan;
import io.storeweaver.store.ShareLimits;
import io.storeweaver.store.StoreLimits;
import io.storeweaver.store.Stores;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * What can be created: engines with their versions, plans with what they take, and what the caller
 * may still have.
 */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Catalogue")
public class CatalogueResource {
  private final Charts charts;
  private final ChartVersions versions;
  private final Stores stores;

  public CatalogueResource(Charts charts, ChartVersions versions, Stores stores) {
    this.charts = charts;
    this.versions = versions;
    this.stores = stores;
  }

  @GET
  @Path("/engines")
  @APIResponseSchema(value = EngineList.class, responseDescription = "The engines")
  @Operation(
      operationId = "listEngines",
      summary = "The engines and the versions of their charts, newest first",
      description = "A version stays known after a newer one has come.")
  public String engines() {
    return Json.write(new EngineList(Arrays.stream(Engine.values()).map(this::engine).toList()));
  }

  @Schema(name = "EngineList", description = "The engines that a store can have.")
  record EngineList(List<EngineInfo> engines) {}

  @Schema(name = "Engine", description = "A shop system that a store can run.")
  record EngineInfo(
      String id,
      String name,
      String description,
      @Schema(description = "What a new store gets.") @Nullable String defaultChartVersion,
      List<EngineVersion> versions) {}

  @Schema(name = "EngineVersion", description = "A version of a chart and of the shop in it.")
  record EngineVersion(String chartVersion, String engineVersion) {}

  private EngineInfo engine(Engine engine) {
    List<ChartVersion> known = versions.of(engine);
    return new EngineInfo(
        engine.id(),
        engine.label(),
        engine.description(),
        known.isEmpty() ? null : known.getFirst().version(),
        known.stream().map(v -> new EngineVersion(v.version(), v.appVersion())).toList());
  }

  @GET
  @Path("/plans")
  @APIResponseSchema(value = PlanList.class, responseDescription = "The plans")
  @Operation(
      operationId = "listPlans",
      summary = "The plans and what a store of each may take, by engine",
      description = "Limits are those of the store's namespace, in Kubernetes' quantities.")
  public String plans() {
    return Json.write(new PlanList(Arrays.stream(Plan.values()).map(this::plan).toList()));
  }

  @Schema(name = "PlanList", description = "The plans that a store can have.")
  record PlanList(List<PlanInfo> plans) {}

  @Schema(name = "Plan", description = "How much of the cluster a store may take.")
  record PlanInfo(
      String id,
      String name,
      String description,
      @Schema(description = "By engine: by resource, the most that a store may take.")
          Map<String, Map<String, String>> limits) {}

  private PlanInfo plan(Plan plan) {
    Map<String, Map<String, String>> limits = new LinkedHashMap<>();
    for (Engine engine : Engine.values()) {
      List<ChartVersion> known = versions.of(engine);
      if (!known.isEmpty()) {
        limits.put(engine.id(), quota(charts.get(engine, known.getFirst().version()), plan));
      }
    }
    return new PlanInfo(plan.id(), plan.label(), plan.description(), limits);
  }

  // The chart is the one place that says what a plan means.
  static Map<String, String> quota(ChartArchive chart, Plan plan) {
    Map<String, String> limits = new LinkedHashMap<>();
    if (chart.plans().get(plan.id()) instanceof Map<?, ?> parts
        && parts.get("quota") instanceof Map<?, ?> quota) {
      quota.forEach((resource, limit) -> limits.put(resource.toString(), limit.toString()));
    }
    return limits;
  }

  @GET
  @Path("/quota")
  @APIResponseSchema(value = QuotaUse.class, responseDescription = "Use and limits")
  @Operation(
      operationId = "getQuota",
      summary = "How many stores you have and may have",
      description = "A store that is being deleted counts until it is gone.")
  public String quota(@Context SecurityContext security) {
    Caller caller = Callers.of(security);
    StoreLimits.Usage usage = stores.usage(caller);
    ShareLimits.Use share = stores.share(caller);
    return Json.write(
        new QuotaUse(
            new Use(usage.ownerStores(), usage.ownerLimit()),
            new Use(usage.platformStores(), usage.platformLimit()),
            new Part(share.used().cpu(), share.limits().maxCpu()),
            new Part(share.used().memory(), share.limits().maxMemory()),
            new Part(share.used().disk(), share.limits().maxDisk())));
  }

  @Schema(name = "QuotaUse", description = "The caller's stores and the whole platform's.")
  record QuotaUse(
      Use stores,
      Use platformStores,
      @Schema(description = "Processors.") Part cpu,
      @Schema(description = "GiB.") Part memory,
      @Schema(description = "GiB.") Part disk) {}

  @Schema(name = "PartOfCluster", description = "How much of it the stores take, by their plans.")
  record Part(
      BigDecimal used,
      @Schema(description = "Null where there is none.") @Nullable BigDecimal limit) {}

  @Schema(name = "Use", description = "How much is used of how much.")
  record Use(int used, int limit) {}
}
