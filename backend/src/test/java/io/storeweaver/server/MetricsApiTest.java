package io.storeweaver.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeweaver.Await;
import io.storeweaver.GeneratedDoc;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ApiTest
class MetricsApiTest {
  private static final List<String> OURS = List.of("storeweaver_", "hikaricp_");
  private static final String INTRODUCTION =
      """
      # Metrics

      Every replica answers `GET /metrics` in Prometheus' text format. The names and labels on this page are stable: a
      change of them is a breaking change and stands in the changelog.

      Who may read them: programs on the same machine, and, where `METRICS_TOKEN` is set, whoever sends it as
      `Authorization: Bearer …` and nobody else. A request that came through a proxy never counts as one of the same
      machine. The chart of the control plane makes a token, hands it to the pods, and has a ServiceMonitor send it
      (`monitoring.serviceMonitor.enabled`).

      What the database knows (stores, queue, places) is the same on every replica, so take `max` of it, not `sum`. It
      is counted at most once in 5 s, however often it is read, and is `NaN` while the database does not answer. All
      else is of one process: take `sum` of rates.

      A histogram has `_bucket` (with the label `le`), `_sum` and `_count`, and besides it a gauge `_max` of the last
      minutes. The process' own figures (`jvm_*`, `process_*`, `system_*`) are those of Micrometer.

      | Name | Type | Labels | Meaning |
      |---|---|---|---|
      """;
  private static final String END =
      """

      Values of labels: `engine` is `woocommerce` or `medusa`; `status` a store's status; `lane` is `user`, `recovery` or
      `resync`; `cause` a code of [problems](problems.md); `step` a condition of a store, where `Accepted` is the time in
      the queue; `result` is `settled`, `waiting`, `failed`, `lost` or `broken`; `outcome` is `success`, `absent`,
      `conflict`, `throttled`, `refused`, `failed` or `unreachable`; `kind` a kind of Kubernetes object; `route` a route of
      the API with its parameters in braces, or `other` for all else; `pool` is `postgres` or `replica`.

      This page is made from the answer of a running server by `MetricsApiTest`.
      """;

  private final Api owner = Api.somebody();

  @Test
  void thePageNamesWhatARunningServerTells() throws IOException {
    owner.ready("Measured", "woocommerce");
    owner.await(owner.create("Fail setup job", "medusa"), "FAILED");
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (Scrape.Family family : scrape().families()) {
      if (OURS.stream().anyMatch(family.name()::startsWith)
          && !family.name().endsWith("_seconds_max")) {
        page.append(row(family));
      }
    }
    new GeneratedDoc("metrics.md", "MetricsApiTest").mustRead(page.append(END).toString());
  }

  @Test
  void aStoreOnItsWayIsMeasuredStepByStep() {
    Scrape before = scrape();
    owner.ready("Stepwise", "medusa");
    // Stores that other tests left on their way arrive meanwhile, and are counted too.
    grows("storeweaver_provisioning_seconds_count{engine=\"medusa\"}", before);
    for (String step : List.of("Accepted", "Applied", "DatabaseReady", "SetupCompleted", "Ready")) {
      String one =
          "storeweaver_provisioning_step_seconds_count{engine=\"medusa\",step=\"%s\"}"
              .formatted(step);
      grows(one, before);
    }
    grows("storeweaver_cluster_writes_total", before);
    grows("storeweaver_reconcile_turns_seconds_count{result=\"settled\"}", before);
  }

  @Test
  void aFailureIsCountedByItsCause() {
    String series =
        "storeweaver_store_failures_total{cause=\"SETUP_FAILED\",engine=\"woocommerce\",status=\"FAILED\"}";
    Scrape before = scrape();
    owner.await(owner.create("Fail setup job", "woocommerce"), "FAILED");
    grows(series, before);
  }

  @Test
  void routesAreMeasuredByTheirPatternAndNotByTheirAddress() {
    String id = owner.ready("Looked at", "woocommerce");
    owner.get(Api.STORES + "/" + id).expect(200);
    owner.get("/stores/" + id + "/timeline", "Accept", "text/html");
    owner.get("/assets/none-" + id + ".js");
    owner.get("/api/v1/nothing-" + id);
    for (String route :
        List.of("route=\"/api/v1/stores/{id}\"", "route=\"other\",status=\"404\"")) {
      Await.until("series with " + route, () -> scrape().text().contains(route));
    }
    assertThat(scrape().text()).doesNotContain(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Forwarded-For: 127.0.0.1", "Forwarded: for=127.0.0.1", "Via: 1.1 p"})
  void whoComesThroughAProxyReadsNothing(String header) {
    String[] parts = header.split(": ", 2);
    for (String path : List.of("/metrics", "/metrics/", "/x/../metrics", "/%6detrics")) {
      Answer answer = owner.get(path, parts[0], parts[1]);
      assertThat(answer.status()).as(path).isIn(403, 404);
      assertThat(answer.body()).doesNotContain("# HELP");
    }
  }

  // What is counted is counted after it was done, so whoever has seen it done may come too early.
  private void grows(String series, Scrape before) {
    Await.until("growth of " + series, () -> scrape().value(series) > before.value(series));
  }

  private Scrape scrape() {
    return new Scrape(owner.get("/metrics").expect(200).body());
  }

  private static String row(Scrape.Family family) {
    return GeneratedDoc.row(
        Stream.of(
                GeneratedDoc.code(family.name()),
                family.type(),
                String.join(", ", family.labels().stream().map(GeneratedDoc::code).toList()),
                family.help())
            .toList());
  }
}
