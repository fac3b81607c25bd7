package io.storeweaver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.storeweaver.server.ApiTest;
import org.junit.jupiter.api.Test;

/** The commands against the running server, in this process. */
@ApiTest
class StoresApiTest {
  private final Cli cli = Cli.somebody();

  @Test
  void aStoreThatIsWaitedForEndsWithItsAddressAndNothingElse() {
    Result result =
        cli.run("stores", "create", "acme", "--engine", "medusa", "--wait").expect(Exit.OK);

    JsonNode store = cli.run("stores", "get", "acme", "-o", "json").json();
    assertThat(result.line()).startsWith("http://acme").isEqualTo(store.path("store_url").asText());
    assertThat(result.err())
        .contains("PROVISIONING")
        .contains(
            "is ready. The admin's login: weaver stores credentials " + store.path("id").asText());
  }

  @Test
  void withoutWaitingTheIdIsTheAnswer() {
    String id = cli.run("stores", "create", "Later", "--engine", "woocommerce").line();

    assertThat(id).startsWith("later-");
    assertThat(cli.run("stores", "wait", id).expect(Exit.OK).line()).startsWith("http://later");
  }

  @Test
  void quietlyOnlyTheAnswerIsSaid() {
    Result result =
        cli.run("-q", "stores", "create", "hush", "--engine", "medusa", "--wait").expect(Exit.OK);

    assertThat(result.line()).startsWith("http://");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void whatWouldHappenIsSaidWithoutDoingIt() {
    Result result = cli.run("stores", "create", "maybe", "--engine", "medusa", "--validate-only");

    assertThat(result.expect(Exit.OK).out()).contains("nothing was created").contains("starter");
    assertThat(cli.run("stores", "list", "-o", "json").json().path("total").asInt()).isZero();
  }

  @Test
  void aStoreThatFailsEndsWithTheCauseAndTheRemedy() {
    Result result =
        cli.run("stores", "create", "fail setup job", "--engine", "medusa", "--wait")
            .expect(Exit.STORE_FAILED);

    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("is FAILED: ")
        .contains("Read the set-up job's log; retry the store to run the set-up again.")
        .contains("SETUP_FAILED");
  }

  @Test
  void aFailedStoreIsTriedAgain() {
    cli.run("stores", "create", "flaky setup job", "--engine", "medusa", "--wait")
        .expect(Exit.STORE_FAILED);

    Result again = cli.run("stores", "retry", "flaky setup job", "--wait").expect(Exit.OK);

    assertThat(again.line()).startsWith("http://flaky-setup-job");
  }

  @Test
  void whoWaitsTooShortLearnsThatTheWorkGoesOn() {
    Result result =
        cli.run(
                "stores",
                "create",
                "fail unschedulable",
                "--engine",
                "medusa",
                "--wait",
                "--timeout",
                "200ms")
            .expect(Exit.TIMED_OUT);

    assertThat(result.err()).contains("was not READY within").contains("weaver stores wait fail-");
    cli.run("stores", "cancel", "fail unschedulable").expect(Exit.OK);
  }

  @Test
  void aStoreIsSuspendedAndResumed() {
    String id = cli.ready("sleepy");

    assertThat(cli.run("stores", "suspend", "sleepy", "--wait").expect(Exit.OK).line())
        .isEqualTo(id);
    assertThat(cli.run("stores", "get", id, "-o", "json").json().path("status").asText())
        .isEqualTo("SUSPENDED");
    assertThat(cli.run("stores", "resume", id, "--wait").expect(Exit.OK).line())
        .startsWith("http://");
  }

  @Test
  void anotherPlanIsARevisionThatCanBeLeftAgain() {
    String id = cli.ready("growing");

    cli.run("stores", "upgrade", id, "--plan", "standard", "--wait").expect(Exit.OK);
    JsonNode revisions = cli.run("stores", "revisions", id, "-o", "json").json().path("revisions");
    assertThat(revisions.findValuesAsText("plan")).containsExactly("standard", "starter");

    Result upgraded = cli.run("stores", "upgrade", id, "--wait").expect(Exit.OK);
    assertThat(upgraded.err()).contains("Nothing to do");
    assertThat(cli.run("stores", "upgrade", id).expect(Exit.OK).err())
        .contains("Nothing to do")
        .doesNotContain("Accepted");
    assertThat(cli.run("stores", "revisions", id).out()).contains("CURRENT").contains("standard");
  }

  @Test
  void aRollbackWithoutARevisionGoesToTheOneBefore() {
    String id = cli.ready("back");
    cli.run("stores", "suspend", id, "--wait").expect(Exit.OK);

    cli.run("stores", "rollback", id, "--wait").expect(Exit.OK);

    JsonNode store = cli.run("stores", "get", id, "-o", "json").json();
    assertThat(store.path("suspended").asBoolean()).isFalse();
    assertThat(store.path("status").asText()).isEqualTo("READY");
  }

  @Test
  void deletingNeedsAYesWhereNobodyCanBeAsked() {
    String id = cli.ready("keep");

    Result refused = cli.run("stores", "delete", id).expect(Exit.USAGE);
    assertThat(refused.err()).contains("weaver stores delete " + id + " --yes");
    assertThat(cli.run("stores", "list").out()).contains(id);

    assertThat(cli.run("stores", "delete", id, "--yes", "--wait").expect(Exit.OK).line())
        .isEqualTo(id);
    assertThat(cli.run("stores", "list").expect(Exit.OK).out()).isEmpty();
    assertThat(cli.run("stores", "list", "--deleted").out()).contains(id).contains("DELETED");
  }

  @Test
  void aFileHoldsSeveralStoresAndOneThatFailsDoesNotKeepTheOthersBack() {
    String file =
        """
        stores:
        - {name: One, engine: medusa}
        - {name: Two, engine: nonsense}
        ---
        name: Three
        engine: woocommerce
        plan: standard
        """;

    Result result = cli.runWith(file, "stores", "create", "-f", "-", "--wait").expect(Exit.REFUSED);

    assertThat(result.out().lines().toList())
        .satisfiesExactly(
            one -> assertThat(one).matches("one-\\S+  http://one\\S+"),
            three -> assertThat(three).matches("three-\\S+  http://three\\S+"));
    assertThat(result.err()).contains("Two: engine must be").contains("1 of 3 stores");
  }

  @Test
  void aNameInAnyScriptNamesItsStore() {
    String name = "متجر 🏪 店";
    String id = cli.run("stores", "create", name, "--engine", "medusa").expect(Exit.OK).line();

    assertThat(cli.run("stores", "get", name, "-o", "json").json().path("id").asText())
        .isEqualTo(id);
  }

  @Test
  void whatIsNotThereIsSaidWithTheWayToFindWhatIs() {
    Result result = cli.run("stores", "get", "no such store").expect(Exit.NOT_FOUND);

    assertThat(result.err()).contains("no such store").contains("weaver stores list");
    cli.run("stores", "get", "no-such-store").expect(Exit.NOT_FOUND);
  }

  @Test
  void aRefusalIsTheServersSentenceWithItsRequest() {
    cli.run("stores", "create", "twice", "--engine", "medusa").expect(Exit.OK);

    Result refused =
        cli.run("stores", "create", "twice", "--engine", "medusa").expect(Exit.REFUSED);

    assertThat(refused.err()).contains("twice").contains("NAME_TAKEN, request ");
    assertThat(refused.out()).isEmpty();
  }

  @Test
  void theListHasTheFormThatWasAskedFor() {
    String id = cli.ready("shown");

    assertThat(cli.run("stores", "list").out().lines().toList())
        .satisfiesExactly(
            headings -> assertThat(headings).startsWith("ID").endsWith("URL"),
            row -> assertThat(row).startsWith(id).contains("READY").contains("http://shown"));
    assertThat(cli.run("stores", "list", "-o", "json").json().at("/stores/0/id").asText())
        .isEqualTo(id);
    assertThat(cli.run("stores", "list", "-o", "yaml").out())
        .startsWith("stores:\n- id: " + id + "\n");
    assertThat(cli.run("stores", "list", "--status", "failed", "-o", "json").json().path("total"))
        .hasToString("0");
  }

  @Test
  void whatTheShopsAdminNeedsAndWhatHappenedIsShown() {
    String id = cli.ready("inside");

    assertThat(cli.run("stores", "credentials", id).expect(Exit.OK).out())
        .contains("Username")
        .contains("Password");
    assertThat(cli.run("stores", "events", id).expect(Exit.OK).out())
        .contains("CredentialsRead")
        .contains(cli.environment().getOrDefault("WEAVER_USER", "?"));
    assertThat(cli.run("stores", "logs", id, "--tail", "1").expect(Exit.OK).out())
        .contains("/medusa  ");
    assertThat(cli.run("stores", "open", id, "--admin").line()).endsWith("/app");
    assertThat(cli.run("stores", "get", id).out()).contains("✓ Ready").contains("ago, 20");
  }

  @Test
  void theCatalogueIsShown() {
    assertThat(cli.run("engines").expect(Exit.OK).out()).contains("woocommerce").contains("medusa");
    assertThat(cli.run("plans").expect(Exit.OK).out()).contains("business").contains("cpu ");
    assertThat(cli.run("quota").expect(Exit.OK).out()).contains("yours");
  }

  @Test
  void aLoginIsRememberedForItsServerOnly() {
    Cli fresh = cli.without("WEAVER_USER");
    fresh.run("login", "--user", "erin").expect(Exit.OK);
    String id = fresh.run("stores", "create", "mine", "--engine", "medusa").line();

    assertThat(fresh.run("stores", "get", id, "-o", "json").json().path("owner").asText())
        .isEqualTo("erin");

    fresh.run("logout").expect(Exit.OK);
    assertThat(fresh.loginFile()).doesNotExist();
    fresh.run("stores", "get", id).expect(Exit.NOT_FOUND);
  }
}
