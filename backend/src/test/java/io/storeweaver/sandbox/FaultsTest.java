package io.storeweaver.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FaultsTest extends SandboxTest {
  @Test
  void aRuleAnswersWithItsCodeAsOftenAsItSays() {
    sandbox.faults().add(Fault.answer("apply configmaps shop/c1", 503).times(2));

    assertThat(raw.apply(CONFIG_MAPS + "/c1", document("c1", "")).code()).isEqualTo(503);
    assertThat(raw.apply(CONFIG_MAPS + "/c2", document("c2", "")).code()).isEqualTo(201);
    assertThat(raw.apply(CONFIG_MAPS + "/c1", document("c1", "")).code()).isEqualTo(503);
    assertThat(raw.apply(CONFIG_MAPS + "/c1", document("c1", "")).code()).isEqualTo(201);
  }

  @Test
  void tooManyRequestsSaysWhenToComeBack() {
    sandbox.faults().add(Fault.answer("GET /api/v1/namespaces/shop/configmaps", 429));

    assertThat(raw.get(CONFIG_MAPS).body().at("/details/retryAfterSeconds").asInt()).isEqualTo(1);
  }

  @Test
  void aRequestThatIsLostBeforehandDoesNothing() {
    sandbox.faults().add(Fault.dropBefore("apply configmaps"));

    assertThatThrownBy(() -> raw.apply(CONFIG_MAPS + "/c1", document("c1", "")))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(raw.get(CONFIG_MAPS + "/c1").code()).isEqualTo(404);
  }

  @Test
  void aRequestWhoseAnswerIsLostIsDone() {
    sandbox.faults().add(Fault.dropAfter("apply configmaps").times(1));

    assertThatThrownBy(() -> raw.apply(CONFIG_MAPS + "/c1", document("c1", "")))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(raw.get(CONFIG_MAPS + "/c1").code()).isEqualTo(200);
  }

  @Test
  void aLateAnswerIsStillAnAnswer() {
    sandbox.faults().add(Fault.delay("get configmaps", Duration.ofMillis(60)).times(1));
    long start = System.nanoTime();

    raw.get(CONFIG_MAPS + "/c1");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(60));
  }

  @Test
  void aChanceHitsTheSameRequestsForTheSameSeed() {
    sandbox.faults().add(Fault.answer("get configmaps", 500).chance(0.5));
    StringBuilder first = new StringBuilder();
    StringBuilder second = new StringBuilder();
    for (StringBuilder run : new StringBuilder[] {first, second}) {
      sandbox.faults().seed(7);
      for (int i = 0; i < 20; i++) {
        run.append(raw.get(CONFIG_MAPS + "/c1").code()).append(' ');
      }
    }

    assertThat(first.toString()).isEqualTo(second.toString()).contains("500", "404");
  }

  @Test
  void anOutageAnswersNobodyAndEnds() {
    sandbox.faults().outage(true);
    assertThatThrownBy(() -> raw.get(CONFIG_MAPS)).isInstanceOf(UncheckedIOException.class);

    sandbox.faults().outage(false);

    assertThat(raw.get(CONFIG_MAPS).code()).isEqualTo(200);
  }

  @Test
  void trafficIsCountedByVerbResourceAndNamespace() {
    sandbox.traffic().reset();
    raw.apply(CONFIG_MAPS + "/c1", document("c1", ""));
    raw.get(CONFIG_MAPS + "/c1");
    raw.get(CONFIG_MAPS);

    Traffic traffic = sandbox.traffic();
    assertThat(traffic.count("apply", "configmaps")).isEqualTo(1);
    assertThat(traffic.count("list")).isEqualTo(1);
    assertThat(traffic.writes()).isEqualTo(1);
    assertThat(traffic.writesIn("shop")).isEqualTo(1);
    assertThat(traffic.all()).containsKeys("apply configmaps", "get configmaps", "list configmaps");
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void closingDoesNotWaitForOpenWatches() {
    try (var informer = client.configMaps().inAnyNamespace().inform()) {
      assertThat(informer.isRunning()).isTrue();
      sandbox.close();
    }
  }
}
