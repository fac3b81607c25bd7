package io.storeweaver.server;

import io.storeweaver.chart.Charts;
import io.storeweaver.chart.Renderer;
import io.storeweaver.cluster.ClusterApi;
import io.storeweaver.cluster.ClusterView;
import io.storeweaver.cluster.LiveDetail;
import io.storeweaver.cluster.StoreSecrets;
import io.storeweaver.dialect.ReadReplica;
import io.storeweaver.http.DatabaseProbe;
import io.storeweaver.http.SecretsProbe;
import io.storeweaver.store.ChartVersions;
import io.storeweaver.store.Creations;
import io.storeweaver.store.StoreChanges;
import io.storeweaver.store.StoreEvents;
import io.storeweaver.store.StoreHistory;
import io.storeweaver.store.StoreQueue;
import io.storeweaver.store.StoreSearch;
import io.storeweaver.store.StoreStreams;
import io.storeweaver.store.Stores;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Hands the platform's parts to the HTTP resources, which the framework makes. */
@Singleton
public class Beans {
  private final Platform platform = StoreWeaver.platform();

  @Produces
  @Singleton
  Platform platform() {
    return platform;
  }

  @Produces
  @Singleton
  Stores stores() {
    return platform.stores();
  }

  @Produces
  @Singleton
  StoreSearch search() {
    return platform.search();
  }

  @Produces
  @Singleton
  StoreQueue queue() {
    return platform.queue();
  }

  @Produces
  @Singleton
  StoreStreams streams() {
    return platform.streams();
  }

  @Produces
  @Singleton
  StoreChanges changes() {
    return platform.changes();
  }

  @Produces
  @Singleton
  StoreEvents events() {
    return platform.events();
  }

  @Produces
  @Singleton
  StoreHistory history() {
    return platform.history();
  }

  @Produces
  @Singleton
  Creations creations() {
    return platform.creations();
  }

  @Produces
  @Singleton
  ReadReplica readReplica() {
    return platform.readReplica();
  }

  @Produces
  @Singleton
  DatabaseProbe databaseProbe() {
    return platform.databaseProbe();
  }

  @Produces
  @Singleton
  SecretsProbe secretsProbe() {
    return platform.secretsProbe();
  }

  @Produces
  @Singleton
  Renderer renderer() {
    return platform.renderer();
  }

  @Produces
  @Singleton
  ClusterView clusterView() {
    return platform.reconciliation().view();
  }

  @Produces
  @Singleton
  Charts charts() {
    return platform.charts();
  }

  @Produces
  @Singleton
  ChartVersions chartVersions() {
    return platform.chartVersions();
  }

  @Produces
  @Singleton
  LiveDetail liveDetail() {
    return platform.liveDetail();
  }

  @Produces
  @Singleton
  ClusterApi clusterApi() {
    return platform.reconciliation().api();
  }

  @Produces
  @Singleton
  StoreSecrets secrets() {
    return platform.reconciliation().secrets();
  }
}
