package io.storeweaver;

import io.storeweaver.sandbox.Scenario;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SandboxDocTest {
  private static final String INTRODUCTION =
      """
      # The sandbox

      Without a cluster the control plane runs against a sandbox: a small Kubernetes API inside its own process. The real
      charts are rendered and applied to it as they would be to a cluster, and simulated nodes bring the objects to life:
      volumes are bound, pods are scheduled and become ready, the set-up job completes, the ingress gets an address. No shop
      runs in it; the page at a store's URL says so.

      `SANDBOX_PACE` sets how long things take: `1` is believable, `0` is at once. The sandbox keeps its objects in
      `DATA_DIR`, so they are still there after a restart.

      ## Stores that fail

      A store chooses a failure by its name, to show what the dashboard, the API and the timeline make of it. The name is
      compared as lower-case words joined by hyphens: `Fail image pull` is as good as `fail-image-pull`.

      - `fail-…` fails until the store gets another name or is deleted;
      - `flaky-…` fails until its owner retries it once, and then works.

      | Name contains | What happens |
      |---|---|
      """;

  private static final String END =
      """

      Each of these has a `flaky-` form too, except `slow-start`, which only takes its time.

      This page is made from `backend/src/main/java/io/storeweaver/sandbox/Scenario.java` by `SandboxDocTest`.
      """;

  @Test
  void theSandboxPageListsEveryFailureThatANameCanChoose() throws IOException {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (Scenario scenario : Scenario.all()) {
      String prefix = scenario == Scenario.SLOW_START ? "" : "fail-";
      page.append(
          GeneratedDoc.row(
              List.of(GeneratedDoc.code(prefix + scenario.slug()), scenario.description())));
    }
    new GeneratedDoc("sandbox.md", "SandboxDocTest").mustRead(page.append(END).toString());
  }
}
