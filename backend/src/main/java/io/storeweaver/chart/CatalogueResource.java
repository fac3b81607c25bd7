package io.storeweaver.chart;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.storeweaver.Json;
import io.storeweaver.account.Callers;
import io.storeweaver.store.ChartVersions;
import io.storeweaver.store.ChartVersions.ChartVersion;
import io.storeweaver.store.Engine;
import io.storeweaver.store.Plan;
import io.storeweaver.store.StoreLimits;
import io.storeweaver.store.Stores;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

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
  @Operation(summary = "The engines and the versions of their charts, newest first")
  public String engines() {
    return Json.write(Map.of("engines", Arrays.stream(Engine.values()).map(this::engine).toList()));
  }

  private Map<String, Object> engine(Engine engine) {
    List<ChartVersion> known = versions.of(engine);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", engine.id());
    json.put("name", engine.label());
    json.put("description", engine.description());
    json.put("default_chart_version", known.isEmpty() ? null : known.getFirst().version());
    json.put(
        "versions",
        known.stream()
            .map(v -> Map.of("chart_version", v.version(), "engine_version", v.appVersion()))
            .toList());
    return json;
  }

  @GET
  @Path("/plans")
  @Operation(summary = "The plans and what a store of each may take, by engine")
  public String plans() {
    return Json.write(Map.of("plans", Arrays.stream(Plan.values()).map(this::plan).toList()));
  }

  private Map<String, Object> plan(Plan plan) {
    Map<String, Object> limits = new LinkedHashMap<>();
    for (Engine engine : Engine.values()) {
      List<ChartVersion> known = new ArrayList<>(versions.of(engine));
      if (!known.isEmpty()) {
        limits.put(engine.id(), quota(charts.get(engine, known.getFirst().version()), plan));
      }
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", plan.id());
    json.put("name", plan.label());
    json.put("description", plan.description());
    json.put("limits", limits);
    return json;
  }

  // The chart is the one place that says what a plan means.
  private static Object quota(ChartArchive chart, Plan plan) {
    return chart.plans().get(plan.id()) instanceof Map<?, ?> parts
            && parts.get("quota") instanceof Map<?, ?> quota
        ? quota
        : Map.of();
  }

  @GET
  @Path("/quota")
  @Operation(summary = "How many stores you have and may have")
  public String quota(@Context SecurityContext security) {
    StoreLimits.Usage usage = stores.usage(Callers.of(security));
    Map<String, Object> mine = Map.of("used", usage.ownerStores(), "limit", usage.ownerLimit());
    Map<String, Object> platform =
        Map.of("used", usage.platformStores(), "limit", usage.platformLimit());
    return Json.write(Map.of("stores", mine, "platform_stores", platform));
  }
}
