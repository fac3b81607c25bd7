package io.storeweaver.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeweaver.Await;
import io.storeweaver.sandbox.Raw.Answer;
import org.junit.jupiter.api.Test;

class ServerSideApplyTest extends SandboxTest {
  private static final String C1 = CONFIG_MAPS + "/c1";

  @Test
  void anAppliedObjectIsCreatedWith201AndOwnedByItsManager() {
    Answer made = raw.apply(C1, document("c1", ",\"data\":{\"a\":\"1\"}"));

    assertThat(made.code()).isEqualTo(201);
    assertThat(Json.at(made.body(), "metadata", "managedFields").toString())
        .contains("\"manager\":\"cp\"", "\"operation\":\"Apply\"", "{\"f:data\":{\"f:a\":{}}}");
  }

  @Test
  void anUnchangedApplyKeepsTheResourceVersion() {
    String dep = deployment("web", 1, "shop:1", "");
    raw.apply(DEPLOYMENTS + "/web", dep);
    Await.until("ready deployment", () -> deploymentReady("web"));
    String before = raw.get(DEPLOYMENTS + "/web").version();

    Answer again = raw.apply(DEPLOYMENTS + "/web", dep);

    assertThat(again.code()).isEqualTo(200);
    assertThat(again.version()).isEqualTo(before);
  }

  @Test
  void anotherSpellingOfAQuantityIsNoChange() {
    String claims = "/api/v1/namespaces/shop/persistentvolumeclaims/data";
    String claim =
        """
        {"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"data"},
         "spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"%s"}}}}""";
    String before = raw.apply(claims, claim.formatted("0.5Gi")).version();

    Answer again = raw.apply(claims, claim.formatted("512Mi"));

    assertThat(again.version()).isEqualTo(before);
    assertThat(Json.text(again.body(), "spec", "resources", "requests", "storage"))
        .isEqualTo("512Mi");
  }

  @Test
  void fieldsThatAreNoLongerAppliedGoAway() {
    raw.apply(C1, document("c1", ",\"data\":{\"a\":\"1\",\"b\":\"2\"}"));

    Answer pruned = raw.apply(C1, document("c1", ",\"data\":{\"a\":\"1\"}"));

    assertThat(pruned.body().path("data").toString()).isEqualTo("{\"a\":\"1\"}");
  }

  @Test
  void keysThatOthersAddedSurvive() {
    raw.apply(C1, document("c1", ",\"data\":{\"a\":\"1\"}"));
    raw.merge(C1 + "?fieldManager=human", "{\"data\":{\"h\":\"1\"}}");

    Answer again = raw.apply(C1, document("c1", ",\"data\":{\"a\":\"2\"}"));

    assertThat(again.body().path("data").toString()).isEqualTo("{\"a\":\"2\",\"h\":\"1\"}");
  }

  @Test
  void aHumanEditTakesAFieldOverAndApplyWithoutForceConflicts() {
    raw.apply(C1, document("c1", ",\"data\":{\"a\":\"1\"}"));
    Answer edited = raw.merge(C1 + "?fieldManager=kubectl-edit", "{\"data\":{\"a\":\"9\"}}");

    Answer refused =
        raw.send(
            "PATCH", C1 + "?fieldManager=cp", Raw.APPLY, document("c1", ",\"data\":{\"a\":\"1\"}"));

    assertThat(Json.at(edited.body(), "metadata", "managedFields").toString())
        .contains("kubectl-edit")
        .doesNotContain("\"cp\"");
    assertThat(refused.code()).isEqualTo(409);
    assertThat(refused.message())
        .isEqualTo(
            "Apply failed with 1 conflict: conflict with \"kubectl-edit\" using v1: .data.a");
    assertThat(Json.text(refused.body().path("details").path("causes").path(0), "field"))
        .isEqualTo(".data.a");
  }

  @Test
  void forceTakesTheFieldBack() {
    raw.apply(C1, document("c1", ",\"data\":{\"a\":\"1\"}"));
    raw.merge(C1 + "?fieldManager=human", "{\"data\":{\"a\":\"9\"}}");

    Answer forced = raw.apply(C1, document("c1", ",\"data\":{\"a\":\"1\"}"));

    assertThat(forced.body().path("data").path("a").asText()).isEqualTo("1");
    assertThat(Json.at(forced.body(), "metadata", "managedFields").toString())
        .doesNotContain("human");
  }

  @Test
  void containersAndTheirEnvAreMergedByName() {
    raw.apply(DEPLOYMENTS + "/web", deployment("web", 0, "shop:1", ""));
    raw.send(
        "PATCH",
        DEPLOYMENTS + "/web?fieldManager=human",
        Raw.STRATEGIC,
        """
        {"spec":{"template":{"spec":{"containers":[
          {"name":"main","env":[{"name":"H","value":"1"}]},{"name":"side","image":"side:1"}]}}}}""");

    Answer again = raw.apply(DEPLOYMENTS + "/web", deployment("web", 0, "shop:2", ""));

    assertThat(again.body().at("/spec/template/spec/containers").findValuesAsText("image"))
        .containsExactly("shop:2", "side:1");
    assertThat(again.body().at("/spec/template/spec/containers/0/env/0/name").asText())
        .isEqualTo("H");
  }

  @Test
  void aStaleResourceVersionIsRefused() {
    raw.apply(C1, document("c1", ""));

    Answer stale =
        raw.apply(
            C1,
            """
            {"apiVersion":"v1","kind":"ConfigMap",
             "metadata":{"name":"c1","resourceVersion":"1"}}""");

    assertThat(stale.code()).isEqualTo(409);
    assertThat(stale.message()).contains("the object has been modified");
  }

  @Test
  void aDryRunAnswersButDoesNotWrite() {
    Answer tried = raw.apply(C1 + "?dryRun=All", document("c1", ",\"data\":{\"a\":\"1\"}"));
    raw.apply(CONFIG_MAPS + "/c2", document("c2", ",\"data\":{\"a\":\"1\"}"));
    Answer changed =
        raw.apply(CONFIG_MAPS + "/c2?dryRun=All", document("c2", ",\"data\":{\"a\":\"2\"}"));

    assertThat(tried.code()).isEqualTo(201);
    assertThat(raw.get(C1).code()).isEqualTo(404);
    assertThat(changed.body().path("data").path("a").asText()).isEqualTo("2");
    assertThat(raw.get(CONFIG_MAPS + "/c2").body().path("data").path("a").asText()).isEqualTo("1");
    assertThat(sandbox.traffic().count("dryrun")).isEqualTo(2);
  }

  @Test
  void withoutAFieldManagerNothingIsApplied() {
    Answer refused = raw.send("PATCH", C1, Raw.APPLY, document("c1", ""));

    assertThat(refused.code()).isEqualTo(422);
    assertThat(refused.message()).contains("is required for apply patch");
  }
}
